using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Managers;
using ClientBase.Functions.Crm.Requests;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Crm;

/// <summary>How the work with one client stands.</summary>
/// <param name="Manager">Who looks after them; null: nobody.</param>
/// <param name="Since">Since when.</param>
/// <param name="Potential">How far the work with a potential client is; null for a client, and for who has no manager.</param>
/// <param name="Tasks">Their tasks, those due first first.</param>
/// <param name="Deals">Their deals, the latest first.</param>
/// <param name="Requests">Their requests, the latest first.</param>
public sealed record WorkView(
    string? Manager,
    DateTimeOffset? Since,
    PotentialView? Potential,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<DealView> Deals,
    IReadOnlyList<RequestView> Requests);

/// <summary>How far the work with a potential client is.</summary>
/// <param name="State"><c>working</c>, <c>resting</c>, <c>retried</c> or <c>dropped</c>.</param>
/// <param name="Until">When that ends.</param>
public sealed record PotentialView(string State, DateTimeOffset? Until);

/// <summary>Shows a manager all that is worked on with one client, also what came from contacts merged into it.</summary>
public sealed class ShowWork(
    ContactReader contacts,
    ManagerStore managers,
    PotentialClients potentials,
    TaskStore tasks,
    DealStore deals,
    RequestStore requests,
    TimeProvider clock)
{
    /// <summary>The work with one contact.</summary>
    [Function(nameof(ShowWork))]
    [Answers<WorkView>]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "contacts/{id}/work")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(id, cancellationToken) is not { } contact)
        {
            return Problems.NotFound($"There is no contact '{id}'.");
        }

        var (now, ids) = (clock.GetUtcNow(), contact.AllIds);
        var assignment = await managers.OfAsync(contact, cancellationToken);
        var potential = assignment is { Manager: not null }
            ? await potentials.FindAsync(contact, assignment, now, cancellationToken)
            : null;
        return Results.Json(new WorkView(
            assignment?.Manager,
            assignment?.Manager is null ? null : assignment.Since,
            potential is null ? null : new PotentialView(WordOf(potential.State), potential.Until),
            [
                .. (await tasks.OfContactAsync(ids, cancellationToken)).OrderBy(task => task.Value.IsDone).ThenBy(task => task.Value.DueAt)
                    .Select(task => TaskView.Of(task, now)),
            ],
            [
                .. (await deals.OfContactAsync(ids, cancellationToken)).OrderByDescending(deal => deal.Value.Deal.CreatedAt)
                    .Select(DealView.Of),
            ],
            [
                .. (await requests.OfContactAsync(ids, cancellationToken)).OrderByDescending(one => one.Value.OpenedAt)
                    .Select(one => RequestView.Of(one.Id, one.Value)),
            ]));
    }

    private static string WordOf(PotentialState state) => state switch
    {
        PotentialState.Working => "working",
        PotentialState.Resting => "resting",
        PotentialState.Retried => "retried",
        _ => "dropped",
    };
}
