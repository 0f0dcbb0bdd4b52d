using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Contacts.Privacy.Records;

/// <summary>Shows the records of processing, for an auditor.</summary>
public sealed class ShowProcessingRecords(ProcessingRecords records)
{
    /// <summary>200 with the records as things are set now.</summary>
    [Function(nameof(ShowProcessingRecords))]
    [Answers<ProcessingRecordsView>]
    public IResult Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "privacy/records")] HttpRequest request) =>
        Results.Json(records.Write());
}
