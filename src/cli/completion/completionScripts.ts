import type { CommandWords, OptionValue } from './commandWords.js';

/** A shell whose completion is known. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof SHELLS)[number];

interface Completed {
  readonly commands: readonly CommandWords[];
  /** Ids of rules, for `--fix`. */
  readonly rules: readonly string[];
}

/** What makes each shell complete `gradlens`, to be evaluated by it. */
export const completionScripts: Readonly<Record<Shell, (of: Completed) => string>> = { bash, zsh, fish };

function bash({ commands, rules }: Completed): string {
  const options = commands.map(({ name, options: own }) => `    ${name}) words='${dashed(Object.keys(own))}' ;;`);
  const values = commands.flatMap(({ name, options: own, takes }) => [
    ...Object.entries(own).flatMap(([option, value]) =>
      value === 'none' ? [] : [`    '${name} --${option}') ${bashReply(value, rules)}; return ;;`],
    ),
    ...(takes === 'none'
      ? []
      : [`    '${name} '*) [[ $current != -* ]] && { ${bashReply(takes, rules)}; return; } ;;`]),
  ]);
  return `_gradlens() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=''
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$current"))
    return
  fi
  case "$command $previous" in
${values.join('\n')}
  esac
  case $command in
${options.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _gradlens gradlens
`;
}

function bashReply(value: OptionValue, rules: readonly string[]): string {
  // A name may have blanks in it, and the bash of macOS has no compopt.
  if (value === 'path') {
    return `compopt -o filenames 2> /dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$current"))`;
  }
  return `COMPREPLY=($(compgen -W '${wordsOf(value, rules).join(' ')}' -- "$current"))`;
}

function zsh({ commands, rules }: Completed): string {
  const arms = commands.map(({ name, options, takes }) => {
    const own = Object.entries(options).map(([option, value]) => `'*--${option}${zshValue(value, rules)}'`);
    const rest = takes === 'none' ? [] : [`'*${zshValue(takes, rules)}'`];
    return `    ${name}) _arguments ${[...own, ...rest].join(' ')} ;;`;
  });
  const list = commands.map(({ name, summary }) => `'${name}:${zshText(summary)}'`);
  return `#compdef gradlens
_gradlens() {
  if ((CURRENT == 2)); then
    local -a commands=(${list.join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${arms.join('\n')}
  esac
}
# In a folder of fpath it is called at once; evaluated, also where nothing has made completion ready yet.
if [[ $funcstack[1] == _gradlens ]]; then
  _gradlens "$@"
else
  (($+functions[compdef])) || { autoload -Uz compinit && compinit; }
  compdef _gradlens gradlens
fi
`;
}

function zshValue(value: OptionValue, rules: readonly string[]): string {
  if (value === 'none') return '';
  if (value === 'path') return ':path:_files';
  return `:value:(${wordsOf(value, rules).join(' ')})`;
}

function fish({ commands, rules }: Completed): string {
  const lines = commands.flatMap(({ name, summary, options, takes }) => [
    `complete -c gradlens -n __fish_use_subcommand -a ${name} -d '${fishText(summary)}'`,
    ...Object.entries(options).map(([option, value]) => `${inCommand(name)} -l ${option}${fishValue(value, rules)}`),
    ...restOf(takes).map((rest) => `${inCommand(name)} ${rest}`),
  ]);
  return `complete -c gradlens -f\n${lines.join('\n')}\n`;
}

function restOf(takes: CommandWords['takes']): string[] {
  if (takes === 'path') return ['-F'];
  return typeof takes === 'string' ? [] : [`-a '${takes.join(' ')}'`];
}

const inCommand = (name: string): string => `complete -c gradlens -n '__fish_seen_subcommand_from ${name}'`;

function fishValue(value: OptionValue, rules: readonly string[]): string {
  if (value === 'none') return '';
  if (value === 'path') return ' -r -F';
  return ` -x -a '${wordsOf(value, rules).join(' ')}'`;
}

const wordsOf = (value: OptionValue, rules: readonly string[]): readonly string[] =>
  value === 'rule' ? rules : typeof value === 'string' ? [] : value;

const dashed = (names: readonly string[]): string => names.map((name) => `--${name}`).join(' ');

const zshText = (text: string): string => text.replaceAll("'", "'\\''").replaceAll(':', '\\:');

const fishText = (text: string): string => text.replaceAll(/['\\]/g, '\\$&');
