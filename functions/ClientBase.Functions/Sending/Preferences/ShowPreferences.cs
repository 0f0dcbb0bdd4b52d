using ClientBase.Domain.Consent;
using ClientBase.Domain.Contacts;
using ClientBase.Domain.Sending.Preferences;
using ClientBase.Functions.Capture;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using ClientBase.Functions.Sending.Consents;
using ClientBase.Functions.Sending.Links;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Sending.Preferences;

/// <summary>The page on which somebody chooses what they get: it shows, and only its button changes anything.</summary>
public sealed class ShowPreferences(
    LinkedPeople people,
    PersonCaptures person,
    ContactReader contacts,
    PublicPage page,
    IOptions<TopicsOptions> topics,
    TimeProvider clock)
{
    private const int MaxBytes = 64 * 1024;

    // Of what this page asks; with it the text is known that stood beside the box.
    private const string TextVersion = "preferences-1";
    private const string Source = "preferences";
    private static readonly TimeSpan Pause = TimeSpan.FromDays(30);

    /// <summary>Shows what is chosen now.</summary>
    [Function(nameof(ShowPreferences))]
    [Answers(200, "text/html")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "preferences/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken) =>
        await people.FindAsync(TokenPurpose.Preferences, token, cancellationToken) is { } known
            ? await PageAsync(request, known, isSaved: false, cancellationToken)
            : page.Unknown(request);

    /// <summary>Saves the choice; in force when it answers. A mail program's one click unsubscribes from all.</summary>
    [Function("ChangePreferences")]
    [Takes("application/x-www-form-urlencoded")]
    [Answers(200, "text/html")]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "preferences/{token}")] HttpRequest request,
        string token,
        CancellationToken cancellationToken)
    {
        if (await people.FindAsync(TokenPurpose.Preferences, token, cancellationToken) is not { } known)
        {
            return page.Unknown(request);
        }

        if (await Bodies.ReadAsync(request, MaxBytes, cancellationToken) is not { } body)
        {
            return Problems.TooLarge(MaxBytes);
        }

        var choice = PreferenceChoice.Read(QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)));
        var said = await person.SayAsync(
            known.Contact, null, () => CaptureOf(known.Contact, choice, Client.AddressOf(request)), cancellationToken);
        await person.FileAsync(said, cancellationToken);
        var changed = await contacts.FindAsync(known.Contact.Id, cancellationToken) ?? known.Contact;
        return await PageAsync(request, known with { Contact = changed }, isSaved: true, cancellationToken);
    }

    private CaptureBuilder CaptureOf(Contact contact, PreferenceChoice choice, string evidence)
    {
        var now = clock.GetUtcNow();
        var capture = new CaptureBuilder(CaptureId.New(), Source, "consent", now);
        foreach (var (subject, granted) in ChannelChoice.Say(contact, choice.Channels))
        {
            capture.Consent(subject.Purpose, subject.Channel, subject.Address, granted, granted ? TextVersion : null, evidence);
        }

        // Offers are a purpose of their own; a person who never was asked of them is not made to refuse.
        var known = ConsentView.Of(contact.Consents).FirstOrDefault(one => one.Purpose == ConsentPurpose.Offers)?.Statement.Granted;
        if (choice.WantsOffers != (known ?? false))
        {
            capture.Consent(
                ConsentPurpose.Offers, "any", "", choice.WantsOffers, choice.WantsOffers ? TextVersion : null, evidence);
        }

        foreach (var topic in topics.Value.Keys.Where(_ => !choice.IsAllOff))
        {
            capture.Field(
                SendingPreferences.TopicField + topic,
                choice.Topics.Contains(topic) ? SendingPreferences.On : SendingPreferences.Off);
        }

        if (choice.Frequency is { } frequency)
        {
            // A pause that is over says nothing; taken back, it is over now.
            var isPaused = frequency == PreferenceChoice.Silence;
            var end = isPaused ? now + Pause : SendingPreferences.Of(contact).IsPausedAt(now) ? now : (DateTimeOffset?)null;
            capture.Field(SendingPreferences.PauseField, end is { } until ? SendingPreferences.PauseText(until) : null)
                .Field(SendingPreferences.FrequencyField, isPaused ? null : frequency)
                .Data("frequency", frequency);
        }

        return capture.Data("purpose", ConsentPurpose.Marketing)
            .Data("channels", choice.Channels.Order(StringComparer.Ordinal).Cast<object?>().ToList())
            .Data("granted", choice.Channels.Count > 0);
    }

    private async Task<IResult> PageAsync(
        HttpRequest request, LinkedPerson known, bool isSaved, CancellationToken cancellationToken)
    {
        var tokens = new PersonTokens(
            await people.TokenAsync(TokenPurpose.Receipts, known.Link, cancellationToken),
            await people.TokenAsync(TokenPurpose.Data, known.Link, cancellationToken),
            await people.TokenAsync(TokenPurpose.Erase, known.Link, cancellationToken));
        var model = new PreferencesModel(known.Contact, topics.Value, tokens, clock.GetUtcNow(), isSaved);
        return page.Show(request, PreferencesPage.Title, language => PreferencesPage.Content(model, language));
    }
}
