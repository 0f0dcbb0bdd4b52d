namespace SendGrid.Helpers.Mail;

public partial class SendGridMessage
{
    public void AddTo(string email, string name = null) => AddTo(Address(email, name));

    public void AddTo(EmailAddress email, int personalizationIndex = 0, Personalization personalization = null)
    {
        ArgumentNullException.ThrowIfNull(email);
        AddTos([email], personalizationIndex, personalization);
    }

    public void AddTos(List<EmailAddress> emails, int personalizationIndex = 0, Personalization personalization = null)
    {
        RequireAny(emails);
        (Find(personalizationIndex, personalization).Tos ??= []).AddRange(emails);
    }

    public void AddCc(EmailAddress email, int personalizationIndex = 0, Personalization personalization = null)
    {
        ArgumentNullException.ThrowIfNull(email);
        AddCcs([email], personalizationIndex, personalization);
    }

    public void AddCcs(List<EmailAddress> emails, int personalizationIndex = 0, Personalization personalization = null)
    {
        RequireAny(emails);
        (Find(personalizationIndex, personalization).Ccs ??= []).AddRange(emails);
    }

    public void AddBcc(EmailAddress email, int personalizationIndex = 0, Personalization personalization = null)
    {
        ArgumentNullException.ThrowIfNull(email);
        AddBccs([email], personalizationIndex, personalization);
    }

    public void AddBccs(List<EmailAddress> emails, int personalizationIndex = 0, Personalization personalization = null)
    {
        RequireAny(emails);
        (Find(personalizationIndex, personalization).Bccs ??= []).AddRange(emails);
    }

    public void SetSubject(string subject, int personalizationIndex = 0, Personalization personalization = null) =>
        Find(personalizationIndex, personalization).Subject = subject;

    public void SetSendAt(long sendAt, int personalizationIndex = 0, Personalization personalization = null) =>
        Find(personalizationIndex, personalization).SendAt = sendAt;

    public void AddHeader(string headerKey, string headerValue, int personalizationIndex = 0, Personalization personalization = null) =>
        AddHeaders(new() { [headerKey] = headerValue }, personalizationIndex, personalization);

    public void AddHeaders(Dictionary<string, string> headers, int personalizationIndex = 0, Personalization personalization = null)
    {
        var target = Find(personalizationIndex, personalization);
        target.Headers = Union(target.Headers, headers);
    }

    public void AddSubstitution(
        string substitutionKey, string substitutionValue, int personalizationIndex = 0, Personalization personalization = null) =>
        AddSubstitutions(new() { [substitutionKey] = substitutionValue }, personalizationIndex, personalization);

    public void AddSubstitutions(
        Dictionary<string, string> substitutions, int personalizationIndex = 0, Personalization personalization = null)
    {
        var target = Find(personalizationIndex, personalization);
        target.Substitutions = Union(target.Substitutions, substitutions);
    }

    public void AddCustomArg(
        string customArgKey, string customArgValue, int personalizationIndex = 0, Personalization personalization = null) =>
        AddCustomArgs(new() { [customArgKey] = customArgValue }, personalizationIndex, personalization);

    public void AddCustomArgs(Dictionary<string, string> customArgs, int personalizationIndex = 0, Personalization personalization = null)
    {
        var target = Find(personalizationIndex, personalization);
        target.CustomArgs = Union(target.CustomArgs, customArgs);
    }

    /// <summary>The given personalization, added; else the one at the index, where one past the last adds a new one.</summary>
    private Personalization Find(int index, Personalization given)
    {
        Personalizations ??= [];
        if (given is null && index < Personalizations.Count)
        {
            return Personalizations[index];
        }

        if (given is null && Personalizations.Count > 0 && index > Personalizations.Count)
        {
            throw new ArgumentException($"The index {index} must not be greater than {Personalizations.Count}.", nameof(index));
        }

        var added = given ?? new Personalization();
        Personalizations.Add(added);
        return added;
    }

    /// <exception cref="ArgumentException">A key is there already with another value.</exception>
    private static Dictionary<string, string> Union(Dictionary<string, string> present, Dictionary<string, string> added) =>
        present is null ? added : present.Union(added).ToDictionary(pair => pair.Key, pair => pair.Value);

    private static void RequireAny(List<EmailAddress> emails)
    {
        ArgumentNullException.ThrowIfNull(emails);
        if (emails.Count == 0)
        {
            throw new InvalidOperationException("There must be at least one address.");
        }
    }
}
