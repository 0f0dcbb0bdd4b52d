using ClientBase.Domain.Tables;

namespace ClientBase.Cli.Commands;

/// <summary>What a command tells its caller.</summary>
internal static class CommandExit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The input was refused, or the work failed; standard error says what and where.</summary>
    public const int Refused = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int WrongUsage = 2;

    /// <summary>Runs a command: a refused input becomes a line on standard error and an exit code.</summary>
    public static int Of(Action work)
    {
        try
        {
            work();
            return Done;
        }
        catch (InputRefusedException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return Refused;
        }
    }

    /// <summary>Runs a command that waits for others: a refused input becomes a line on standard error and an exit code.</summary>
    public static async Task<int> OfAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (InputRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Refused;
        }
    }
}
