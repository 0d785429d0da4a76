/** Every command of GradLens, as package.json declares it. */
export const commandIds = {
  run: 'gradlens.run',
  chooseHowToRun: 'gradlens.chooseHowToRun',
  chooseData: 'gradlens.chooseData',
  showSlice: 'gradlens.showSlice',
  stop: 'gradlens.stop',
  pause: 'gradlens.pause',
  resume: 'gradlens.resume',
  openModel: 'gradlens.openModel',
  showDashboard: 'gradlens.showDashboard',
  showRuns: 'gradlens.showRuns',
  saveModel: 'gradlens.saveModel',
  pinRuns: 'gradlens.pinRuns',
  deleteRun: 'gradlens.deleteRun',
  deleteAllRuns: 'gradlens.deleteAllRuns',
  installTfjsNode: 'gradlens.installTfjsNode',
  showLog: 'gradlens.showLog',
} as const;
