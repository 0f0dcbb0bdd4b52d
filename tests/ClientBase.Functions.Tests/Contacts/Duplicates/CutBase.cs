using ClientBase.Domain.Contacts;
using ClientBase.Domain.Contacts.Emails;
using ClientBase.Domain.Contacts.Names;
using ClientBase.Functions.Tests.Fixtures;

namespace ClientBase.Functions.Tests.Contacts.Duplicates;

/// <summary>A small base with one person in it twice.</summary>
internal static class CutBase
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Files it; the first two ids are one person's.</summary>
    public static async Task<IReadOnlyList<string>> FileAsync(TestApp app)
    {
        var ids = new List<string>();
        string[] lasts = ["Ершов", "Ершов", "Лихачёв", "Моисеев", "Носков", "Панин"];
        for (var i = 0; i < lasts.Length; i++)
        {
            _ = EmailAddress.TryParse($"cut{i * 31}@example.com", out var email);
            ids.Add(await app.FileAsync(new CaptureBuilder($"c{i}", "form:test", "form", Noon.AddMinutes(i))
                .Email(email).Name(new PersonName(i < 2 ? "Степан" : $"Имя{i}", lasts[i], null))
                .Field(ContactFields.BirthDate, i < 2 ? "1959-08-07" : $"197{i}-0{i}-11")
                .Field(ContactFields.City, $"Город{i / 2}")
                .Build()));
        }

        return ids;
    }
}
