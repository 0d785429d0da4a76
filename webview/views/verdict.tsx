import type { JudgementView } from '../../src/protocol/dashboard/parts.js';
import { FixLinks } from '../components/fixLinks.js';
import { Icon } from '../components/icon.js';
import { LinkButton } from '../components/linkButton.js';
import { Why } from '../components/why.js';
import { send } from '../host.js';
import { TONE_ICONS } from '../theme/toneIcons.js';

interface Props {
  /** Key of the track that is judged. */
  readonly track: string;
  readonly judgement: JudgementView;
}

/** What the fit came to, in one line that screen readers hear when it changes, and what was found, with what would help. */
export function Verdict({ track, judgement: { verdict, findings } }: Props) {
  return (
    <section class="verdict-section" aria-label="Verdict">
      <p class={`verdict tone-${verdict.tone}`} role="status" aria-live="polite">
        <Icon name={TONE_ICONS[verdict.tone]} />
        <span class="verdict-text">{verdict.text}</span>
      </p>
      {findings.length > 0 && (
        <ul class="findings" aria-label="Findings">
          {findings.map((finding) => (
            <FindingItem key={`${finding.rule}:${finding.layer?.index}`} track={track} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  );
}

const SEVERITIES = {
  error: { icon: 'error', label: 'Error:' },
  warning: { icon: 'warning', label: 'Warning:' },
  hint: { icon: 'lightbulb', label: 'Hint:' },
} as const;

interface FindingProps {
  readonly track: string;
  readonly finding: JudgementView['findings'][number];
}

function FindingItem({ track, finding }: FindingProps) {
  const { rule, severity, message, why, help, lesson, layer, fixable, follows } = finding;
  const { icon, label } = SEVERITIES[severity];
  const ask = (type: 'fixFinding' | 'tryFinding') => () => send({ type, track, rule, layer: layer?.index ?? null });
  return (
    <li class={`problem problem-${severity} finding`}>
      <Icon name={icon} />
      <span class="visually-hidden">{label}</span>
      <div class="problem-text">
        <p class="finding-what">{message}</p>
        <p class="muted">{why}</p>
        <p>{help}</p>
        <Why lesson={lesson} />
        {follows.length > 0 && (
          <details class="more">
            <summary>What follows from it</summary>
            <ul class="finding-follows">
              {follows.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {fixable && <FixLinks onFix={ask('fixFinding')} onTry={ask('tryFinding')} />}
      {layer && (
        <LinkButton
          text={layer.place}
          title="Show this line in the editor"
          onClick={() => send({ type: 'revealLayer', track, layer: layer.index })}
        />
      )}
    </li>
  );
}
