using System.Text.Json;
using Refit;

namespace ClientBase.Cli.Api;

/// <summary>The interface of a running base, as far as the commands use it.</summary>
/// <remarks>
/// Every call throws <see cref="ApiException"/> on an answer other than 2xx, <see cref="ApiRequestException"/> when there is none.
/// </remarks>
internal interface IClientBaseApi
{
    /// <summary>Whether the base can do its work.</summary>
    [Get("/api/health")]
    Task<Health> HealthAsync(CancellationToken cancellationToken);

    /// <summary>How full the queues are.</summary>
    [Get("/api/ops/queues")]
    Task<QueuesState> QueuesAsync(CancellationToken cancellationToken);

    /// <summary>Runs a timer function now; answers before it has run.</summary>
    [Post("/admin/functions/{name}")]
    Task RunFunctionAsync(string name, [Body] FunctionInput input, CancellationToken cancellationToken);

    /// <summary>Defines a form.</summary>
    [Put("/api/forms/{formId}")]
    Task DefineFormAsync(string formId, [Body] FormDefinition form, CancellationToken cancellationToken);

    /// <summary>Posts a form as a visitor does. A repeat with the same key is the same capture.</summary>
    [Post("/api/forms/{formId}")]
    Task<FormAccepted> PostFormAsync(
        string formId,
        [Body] IReadOnlyDictionary<string, string> fields,
        [Header("Idempotency-Key")] string idempotencyKey,
        CancellationToken cancellationToken);

    /// <summary>Delivers a shop's webhook; the body's bytes are what its headers sign.</summary>
    [Post("/api/hooks/{shop}")]
    Task PostWebhookAsync(
        string shop, [Body] HttpContent body, [HeaderCollection] IDictionary<string, string> headers, CancellationToken cancellationToken);

    /// <summary>A page of contacts.</summary>
    [Get("/api/contacts")]
    Task<Page<Contact>> ContactsAsync(int take, string? continuation, CancellationToken cancellationToken);

    /// <summary>Contacts by what is known of them.</summary>
    [Get("/api/contacts")]
    Task<JsonElement> FindContactsAsync(
        string? q, string? email, string? phone, string? segment, int take, CancellationToken cancellationToken);

    /// <summary>All that is known of a contact.</summary>
    [Get("/api/contacts/{id}")]
    Task<JsonElement> ContactCardAsync(string id, CancellationToken cancellationToken);

    /// <summary>A contact; of one that is part of another, the other.</summary>
    [Get("/api/contacts/{id}")]
    Task<Contact> ContactAsync(string id, CancellationToken cancellationToken);

    /// <summary>Merges a contact with another.</summary>
    [Post("/api/contacts/{id}/merge")]
    Task MergeAsync(string id, [Body] Merge merge, CancellationToken cancellationToken);

    /// <summary>All segments.</summary>
    [Get("/api/segments?take=1000")]
    Task<Page<Segment>> SegmentsAsync(CancellationToken cancellationToken);

    /// <summary>All segments, whole.</summary>
    [Get("/api/segments?take=1000")]
    Task<JsonElement> AllSegmentsAsync(CancellationToken cancellationToken);

    /// <summary>A segment, whole.</summary>
    [Get("/api/segments/{id}")]
    Task<JsonElement> SegmentAsync(string id, CancellationToken cancellationToken);

    /// <summary>What a rule comes to.</summary>
    [Post("/api/segments/preview")]
    Task<JsonElement> PreviewSegmentAsync([Body] RuleAsked rule, CancellationToken cancellationToken);

    /// <summary>A segment as CSV.</summary>
    [Get("/api/segments/{id}/export?format=csv")]
    Task<string> ExportSegmentAsync(string id, CancellationToken cancellationToken);

    /// <summary>Has a campaign sent.</summary>
    [Post("/api/campaigns/{id}/send")]
    Task SendCampaignAsync(string id, CancellationToken cancellationToken);

    /// <summary>How far a campaign is.</summary>
    [Get("/api/campaigns/{id}/report")]
    Task<CampaignReport> CampaignReportAsync(string id, CancellationToken cancellationToken);

    /// <summary>A page of what was sent to the local outbox.</summary>
    [Get("/api/outbox")]
    Task<Page<OutboxMessage>> OutboxAsync(int take, string? continuation, CancellationToken cancellationToken);

    /// <summary>Has captures filed again.</summary>
    [Post("/api/ops/replay")]
    Task StartReplayAsync([Body] ReplaySpan span, CancellationToken cancellationToken);

    /// <summary>Puts a contact together anew and compares.</summary>
    [Post("/api/ops/replay")]
    Task<ReplayedContact> ReplayContactAsync([Body] ReplayContact contact, CancellationToken cancellationToken);

    /// <summary>A page of raw captures.</summary>
    [Get("/api/ops/captures")]
    Task<Page<CaptureCopy>> CapturesAsync(int take, string? continuation, CancellationToken cancellationToken);

    /// <summary>Files captures of another base.</summary>
    [Post("/api/ops/captures")]
    Task TakeCapturesAsync([Body] CaptureCopies captures, CancellationToken cancellationToken);

    /// <summary>Has a copy put back into the base, which has to be empty.</summary>
    [Post("/api/ops/restore")]
    Task<RestoreState> StartRestoreAsync([Body] RestoreAsked restore, CancellationToken cancellationToken);

    /// <summary>How far that is.</summary>
    [Get("/api/ops/restore")]
    Task<RestoreState> RestoreAsync(CancellationToken cancellationToken);

    /// <summary>Puts poison messages of a queue back.</summary>
    [Post("/api/ops/poison/{queue}/replay")]
    Task<Requeued> RequeueAsync(string queue, CancellationToken cancellationToken);

    /// <summary>Has a file imported; answers once it is durable.</summary>
    [Post("/api/imports")]
    Task<ImportAccepted> StartImportAsync(
        [Body] HttpContent file, string kind, bool dryRun, string? mapping, string? shop, CancellationToken cancellationToken);

    /// <summary>How far an import is.</summary>
    [Get("/api/imports/{id}")]
    Task<ImportState> ImportAsync(string id, CancellationToken cancellationToken);

    /// <summary>Cells and rows of an import that could not be used, as CSV.</summary>
    [Get("/api/imports/{id}/report?format=csv")]
    Task<Stream> ImportReportAsync(string id, CancellationToken cancellationToken);

    /// <summary>Has a segment or a report made into a file.</summary>
    [Post("/api/exports")]
    Task<ExportAccepted> StartExportAsync(
        [Body] ExportAsked export, string? from, string? to, string? by, string? segment, CancellationToken cancellationToken);

    /// <summary>How far an export is.</summary>
    [Get("/api/exports/{id}")]
    Task<ExportState> ExportAsync(string id, CancellationToken cancellationToken);

    /// <summary>The file of an export, by its link.</summary>
    [Get("/api/exports/{id}/file/{token}")]
    Task<Stream> ExportFileAsync(string id, string token, CancellationToken cancellationToken);
}
