using System.CommandLine;
using System.Text;
using ClientBase.Cli.Commands;

// Names are Cyrillic, and JSON is UTF-8 whatever the console's code page.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var commandLine = new RootCommand("ClientBase, the customer base of an online shop, from the command line.")
{
    new DemoCommand(), new ScoreCommand(), new FitCommand(), new DedupeCommand(), new NormalizeCommand(),
    new ContactsCommand(), new SegmentsCommand(), new ImportCommand(), new ExportCommand(), new ReplayCommand(), new RestoreCommand(),
    new RequeueCommand(), new CompletionCommand(),
}.Parse(args);

// Ctrl+C and SIGTERM cancel the command, which then stops what it has started: that may take the server's drain.
var exitCode = await commandLine.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(2) });
// A line that is still being typed is wrong by nature: completing it is not.
var isCompleted = args.Any(arg => arg.StartsWith("[suggest", StringComparison.Ordinal));
return commandLine.Errors.Count > 0 && !isCompleted ? CommandExit.WrongUsage : exitCode;
