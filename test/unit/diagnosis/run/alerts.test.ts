import { describe, expect, it } from 'vitest';
import { alertMistake } from '../../../../src/diagnosis/alerts/alertMistake.js';
import { alert } from '../../../../src/diagnosis/run/rules/alert.js';
import { figures } from './figures.js';

const fitWith = (when: string, more = {}) =>
  figures({
    losses: [1, 0.8, 0.5, 0.3, 0.2, 0.1, 0.1],
    logs: { val_loss: [1, 0.9, 0.6, 0.5, 0.55, 0.58, 0.7], acc: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7] },
    layers: [{ gradNorm: 0.25, updateNorm: 0.02, weightNorm: 2 }, {}],
    alerts: [{ when }],
    ...more,
  });

const told = (when: string) => alert.find(fitWith(when), undefined as never);

describe('a condition', () => {
  it.each<[when: string, since: number | null]>([
    ['val_loss > 1.2 * min(val_loss) and epoch > 5', 70],
    ['val_loss > 1.2 * min(val_loss)', 70],
    ['val_loss > min(val_loss)', 50],
    ['loss < 0.35', 31],
    ['loss < 0.35 and epoch > 0', 40],
    ['acc > 0.55 or batch > 1000', null],
    ['acc > 0.55 and epoch > 0', 60],
    ['not (loss >= 0.5)', 31],
    ['max(loss) - last(loss) >= 0.5', 21],
    ['mean(val_loss) < 0.7 and val_loss > -1', 60],
    ['batch == 3', 3],
    ['batch % 7 == 0', 7],
    ['-loss > -0.15 and 2 ** 3 == 8', 51],
    ['layer1.gradNorm > 0.2', 1],
    ['layer_1.updateRatio <= 0.011', 1],
    ['layer1.gradNorm > 0.2 and val_loss < 0.55', 40],
    ['layer9.gradNorm > 0', null],
    ['val_acc > 0', null],
    ['loss > 5', null],
    ['loss <= 0.5', 21],
    ['epoch != 0', 10],
    ['loss < 0.1', null],
    ['loss * 2 < 0.21', 51],
    ['loss / 2 < 0.11', 41],
    ['loss + 1 < 1.25', 41],
    ['-loss > -0.15', 51],
    ['not batch < 4', 4],
    ['batch - 1 == 1_0', 11],
    ['2 ** batch == 8', 3],
    ['batch', 1],
    ['batch * 0', null],
    ['0 / 0', null],
  ])('%s holds from batch %j on', (when, since) => {
    const findings = told(when);
    if (since === null) expect(findings).toEqual([]);
    else expect(findings).toMatchObject([{ rule: 'alert', severity: 'warning', since, layer: null }]);
  });

  it('is told with its figures, message and severity', () => {
    const when = 'val_loss > min(val_loss)';
    const [own] = alert.find(
      fitWith(when, { alerts: [{ when, severity: 'error', message: 'It gets worse.' }] }),
      undefined as never,
    );
    expect(own).toMatchObject({
      severity: 'error',
      message: 'It gets worse (val_loss 0.550; first at batch 50).',
      evidence: { val_loss: 0.55 },
    });
    expect(told(when)[0]?.message).toBe(`${when} (val_loss 0.550; first at batch 50).`);
  });
});

describe('a mistake in a condition', () => {
  it.each<[when: string, mistake: RegExp | null]>([
    ['val_loss > 1.2 * min(val_loss) and epoch > 5', null],
    ['  loss > 1  \n or acc < 0.5', null],
    ['ownMetric > 1', null],
    ['val_los > 1', /"val_los" is no figure .*did you mean val_loss\?$/],
    ['epochs > 1', /did you mean epoch\?$/],
    ['zzz > 1', /"zzz" is no figure of a training that is known: use loss/],
    ['layer1.gradnorm > 1', /did you mean layer1\.gradNorm\?$/],
    ['minimum(loss) > 1', /"minimum" is no function .* min, max, mean, last/],
    ['min(1 + loss) > 1', /min takes one figure/],
    ['min(loss, acc) > 1', /min takes one figure/],
    ['loss >', /cannot be read/],
    ['loss > 1 1', /cannot be read/],
    ['loss >', /cannot be read after "loss >"/],
    ['loss > 1\nacc > 2', /cannot be read/],
    ['+loss > 1', /cannot be read at "\+"/],
    ['loss is 1', /cannot be read at "is"/],
    ['1 < loss < 2 < acc', null],
    ['(loss', /cannot be read/],
    ['min() > 1', /min takes one figure/],
    ['loss > (1, 2)', /cannot be read at "\(1, 2\)"/],
    [`loss > [${'1, '.repeat(20)}]`, /at "\[1, 1, 1, 1, 1, 1, 1, 1, 1, 1,":/],
    ['', /cannot be read/],
    ['loss = 1', /cannot be read/],
    ['loss > "a"', /cannot be read at/],
    ['loss[0] > 1', /cannot be read at/],
    ['[loss for loss in loss]', /cannot be read at/],
    ['import os', /cannot be read/],
    ['loss.constructor > 1', /no figure "constructor"/],
    ['(lambda: 1)()', /no function/],
    [`loss > ${'1'.repeat(500)}`, /more than 500/],
  ])('%j', (when, mistake) => {
    const found = alertMistake(when, ['ownMetric']);
    if (mistake === null) expect(found).toBeNull();
    else expect(found).toMatch(mistake);
  });
});
