namespace ClientBase.Domain.Tables;

/// <summary>An input that cannot be used.</summary>
/// <param name="message">What is wrong, where, and what to mend: it is shown to whoever gave the input.</param>
public sealed class InputRefusedException(string message) : Exception(message);
