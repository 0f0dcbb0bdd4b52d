namespace ClientBase.Cli.Tables;

/// <summary>
/// An input that cannot be used. Its message tells what is wrong, where, and what to mend; the command ends with exit code 1.
/// </summary>
internal sealed class InputRefusedException(string message) : Exception(message);
