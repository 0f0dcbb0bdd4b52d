using System.Text.Json.Serialization;

namespace ClientBase.Benchmarks.Leads;

/// <summary>A post of the form, as the naive app reads and queues it.</summary>
/// <param name="Email">The address.</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">The telephone, if it was asked for.</param>
/// <param name="ConsentMarketing">Whether mails are welcome.</param>
/// <param name="Capture">Id of the post, given by the app.</param>
internal sealed record NaiveLead(
    string Email, string Name, string? Phone, [property: JsonPropertyName("consent_marketing")] bool ConsentMarketing, string? Capture);
