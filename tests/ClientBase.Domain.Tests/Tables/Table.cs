using System.Text;
using ClientBase.Domain.Tables;

namespace ClientBase.Domain.Tests.Tables;

/// <summary>Tables in memory.</summary>
internal static class Table
{
    public static TableInput Open(string text, Encoding? encoding = null, TableHabits? habits = null) =>
        Open([.. (encoding ?? new UTF8Encoding()).GetPreamble(), .. (encoding ?? new UTF8Encoding()).GetBytes(text)], habits);

    public static TableInput Open(byte[] bytes, TableHabits? habits = null) =>
        TableInput.Open(() => new MemoryStream(bytes, writable: false), "a.csv", habits);
}
