namespace ClientBase.Functions.Reports.Logs;

/// <summary>What is to change in a log.</summary>
internal interface ILogEdits<T>
{
    /// <summary>Whether the log is another now; told once it was gone through.</summary>
    bool IsChanged { get; }

    /// <summary>The lines of the log as they are to be, in their order.</summary>
    /// <param name="stored">Those it has.</param>
    IAsyncEnumerable<T> ApplyAsync(IAsyncEnumerable<T> stored);
}
