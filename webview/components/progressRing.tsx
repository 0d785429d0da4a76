/** Says that something goes on whose end is not known. */
export function ProgressRing({ label }: { readonly label: string }) {
  return <vscode-progress-ring aria-label={label} />;
}
