using System.CommandLine;

namespace ClientBase.Cli.Commands;

/// <summary><c>completion</c>: a script that has a shell complete this command line.</summary>
/// <remarks>The shell asks the program itself, so a script stays right when commands are added.</remarks>
internal sealed class CompletionCommand : Command
{
    private const string Usual = "ClientBase.Cli";

    private const string Bash =
        """
        # In ~/.bashrc: source <(NAME completion bash)
        _clientbase() {
            local IFS=$'\n'
            local found="$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
            COMPREPLY=($(compgen -W "$found" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _clientbase NAME
        """;

    private const string Zsh =
        """
        # In ~/.zshrc: source <(NAME completion zsh)
        _clientbase() {
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a found
        }
        compdef _clientbase NAME
        """;

    private const string PowerShell =
        """
        # In $PROFILE: NAME completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName NAME -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            & $commandAst.CommandElements[0].Value "[suggest:$cursorPosition]" "$commandAst" 2>$null |
                Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh or pwsh." };
    private readonly Option<string> _name = new("--name")
    {
        Description = "What the program is called on this machine.",
        DefaultValueFactory = _ => Path.GetFileNameWithoutExtension(Environment.ProcessPath) is { } own and not "dotnet" ? own : Usual,
    };

    public CompletionCommand()
        : base("completion", "Print a script that has a shell complete commands and options.")
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        Add(_shell);
        Add(_name);
        SetAction(parsed =>
        {
            var script = parsed.GetValue(_shell) switch { "bash" => Bash, "zsh" => Zsh, _ => PowerShell };
            Console.Out.WriteLine(script.Replace("NAME", parsed.GetValue(_name), StringComparison.Ordinal));
            return CommandExit.Done;
        });
    }
}
