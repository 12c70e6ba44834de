const require_mission = require("./mission.js");

// src/terminal/commands/completion/scripts.ts
const SHELLS = [
	"bash",
	"zsh",
	"fish"
];
const NAMES = "mission mission-runner";
function completionScript(shell) {
	switch (shell) {
		case "bash": return BASH;
		case "zsh": return ZSH;
		case "fish": return FISH;
		default: return shell;
	}
}
const BASH = `# Completion of the command mission in bash.
_mission_complete() {
  local current=\${COMP_WORDS[COMP_CWORD]} line word
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
      :folders) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
      :missions)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$current"; compgen -f -- "$current" | grep -E '\\.ya?ml$')
        ;;
      *)
        word=\${line%%$'\\t'*}
        [[ $word == "$current"* ]] || continue
        [[ $word =~ ^[A-Za-z0-9_.:,@%+/=-]+$ ]] || printf -v word '%q' "$word"
        COMPREPLY+=("$word")
        ;;
    esac
  done < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _mission_complete ${NAMES}
`;
const ZSH = `# Completion of the command mission in zsh.
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
_mission_complete() {
  local line
  local -a names texts
  for line in "\${(@f)$("\${(Q)words[1]}" complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      :files) _files ;;
      :folders) _files -/ ;;
      :missions) _files -g '*.(yml|yaml)' ;;
      ?*)
        names+=("\${line%%$'\\t'*}")
        texts+=("\${line%%$'\\t'*}  \${line#*$'\\t'}")
        ;;
    esac
  done
  (( $#names )) && compadd -l -d texts -a names
}
compdef _mission_complete ${NAMES}
`;
const FISH = `# Completion of the command mission in fish.
function __mission_complete
  set -l before (commandline --cut-at-cursor --tokenize --current-process)
  set -l current (commandline --cut-at-cursor --current-token)
  for line in ($before[1] complete -- $before[2..-1] "$current" 2>/dev/null)
    switch $line
      case :files
        __fish_complete_path "$current"
      case :folders
        __fish_complete_directories "$current"
      case :missions
        __fish_complete_suffix "$current" .yml
      case '*'
        echo $line
    end
  end
end
for name in ${NAMES}
  complete --command $name --no-files --arguments '(__mission_complete)'
end
`;

// src/terminal/commands/completion/completion.ts
function completionCommand(argv) {
	const { positionals } = require_mission.parse(argv, {});
	const expected = `one shell of ${SHELLS.join(", ")}`;
	const given = require_mission.onlyPositional(positionals, expected);
	const shell = SHELLS.find((name) => name === given);
	if (shell === void 0) throw new require_mission.UsageError(`expected ${expected}, found ${JSON.stringify(given)}${require_mission.didYouMean(given, SHELLS)}`);
	require_mission.print(completionScript(shell));
	return require_mission.EXIT.succeeded;
}

exports.completionCommand = completionCommand;