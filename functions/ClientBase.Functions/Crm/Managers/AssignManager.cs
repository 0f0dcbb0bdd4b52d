using ClientBase.Domain.Crm;
using ClientBase.Functions.Contacts.Reading;
using ClientBase.Functions.Crm.Deals;
using ClientBase.Functions.Crm.Tasks;
using ClientBase.Functions.Http;
using ClientBase.Functions.Http.Describing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace ClientBase.Functions.Crm.Managers;

/// <summary>Who looks after a contact.</summary>
/// <param name="Id">The contact.</param>
/// <param name="Manager">Who; null: nobody.</param>
/// <param name="Since">Since when.</param>
/// <param name="From">Who did before.</param>
public sealed record ManagerView(string Id, string? Manager, DateTimeOffset? Since, string? From);

/// <summary>Gives a contact a manager, hands it over, or frees it.</summary>
public sealed class AssignManager(
    ContactReader contacts,
    ManagerStore managers,
    PotentialClients potentials,
    DealStore deals,
    TaskStore tasks,
    IOptions<CrmOptions> options,
    TimeProvider clock)
{
    private const int MaxTries = 20;
    private const int MaxReason = 2_000;

    /// <summary>
    /// 409 naming the manager when it is somebody else's and <c>handOver</c> is not true. With a hand-over go the open tasks and the deals.
    /// </summary>
    [Function(nameof(AssignManager))]
    [Takes<ManagerBody>(Example = """{"manager":"anna","reason":"Knows the client"}""")]
    [Answers<ManagerView>]
    [Refuses(409, "The client is somebody else's, and <c>handOver</c> is not true.")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "contacts/{id}/manager")] HttpRequest request,
        string id,
        CancellationToken cancellationToken)
    {
        var (body, problem) = await BodyFields.ReadAsync(request, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var (wanted, by) = (ManagerNames.Read(body, "manager"), ManagerNames.By(request, body));
        var (isHandOver, reason) = (body.Flag("handOver") == true, body.Text("reason", MaxReason));
        if (wanted is null && !body.IsNull("manager"))
        {
            body.Refuse("manager", "a name, or null to free the contact");
        }

        if (!body.AreRight(out problem))
        {
            return problem;
        }

        for (var tries = 1; tries <= MaxTries; tries++)
        {
            if (await contacts.GetAsync(id, cancellationToken) is not { } card)
            {
                return Problems.NotFound($"There is no contact '{id}'.");
            }

            if (await AssignAsync(card, wanted, isHandOver, reason, by, cancellationToken) is { } answer)
            {
                return answer;
            }
        }

        throw new InvalidOperationException($"A manager was not written in {MaxTries} tries: others change it all the time.");
    }

    /// <returns>Null when somebody else was quicker: to be decided again.</returns>
    private async Task<IResult?> AssignAsync(
        ContactCard card, string? wanted, bool isHandOver, string? reason, string? by, CancellationToken cancellationToken)
    {
        var contact = card.Contact;
        var (current, version) = await managers.ReadAsync(contact, cancellationToken);
        if (!ManagerAssignment.IsAllowed(current, wanted, isHandOver))
        {
            return Problems.Conflict(
                $"The contact is {current!.Manager}'s. Put {{\"handOver\":true}} as well to hand it over.",
                new Dictionary<string, object?> { ["manager"] = current.Manager });
        }

        var next = current;
        if (current?.Manager != wanted)
        {
            var now = clock.GetUtcNow();
            var isPotential = wanted is not null && await potentials.IsPotentialAsync(card, cancellationToken);
            if (isPotential && await IsFullAsync(wanted!, now, cancellationToken))
            {
                return Problems.Conflict(
                    $"{wanted} works {options.Value.PotentialLimit} potential clients already (Crm__PotentialLimit).",
                    new Dictionary<string, object?> { ["limit"] = options.Value.PotentialLimit });
            }

            // Later than the word before it, whatever the clocks of two instances say.
            var since = current is null || current.Since < now ? now : current.Since.AddTicks(1);
            next = new ManagerAssignment(wanted, since, current?.Manager, reason, by);
            var until = isPotential ? options.Value.PotentialRule.EndOf(PotentialState.Working, since) : null;
            if (!await managers.WriteAsync(contact, version, next, until, cancellationToken))
            {
                return null;
            }

            await managers.ForgetTurnsAsync(contact.Id, current, options.Value.PotentialRule, cancellationToken);
        }

        // Also when it was written before: a repeat goes on where a crash has cut it short.
        await MoveAsync(contact, next, by, cancellationToken);
        return Results.Json(new ManagerView(contact.Id, next?.Manager, next?.Since, next?.From));
    }

    private async Task<bool> IsFullAsync(string manager, DateTimeOffset now, CancellationToken cancellationToken) =>
        options.Value.PotentialLimit is > 0 and var limit
        && await potentials.CountWorkedAsync(manager, limit, now, cancellationToken) >= limit;

    private async Task MoveAsync(Domain.Contacts.Contact contact, ManagerAssignment? to, string? by, CancellationToken cancellationToken)
    {
        await deals.PointAsync(contact.AllIds, to?.Manager, to?.From, cancellationToken);
        if (to?.From is not { } from || to.Manager == from)
        {
            return;
        }

        if (to.Manager is { } manager)
        {
            var open = (await tasks.OfContactAsync(contact.AllIds, cancellationToken))
                .Where(task => !task.Value.IsDone && task.Value.Assignee == from);
            foreach (var task in open)
            {
                await tasks.ChangeAsync(
                    task.Id,
                    known => known.Assignee == from ? known with { Assignee = manager } : known,
                    by,
                    clock.GetUtcNow(),
                    cancellationToken);
            }
        }

        await managers.ForgetAsync(from, contact.Id, cancellationToken);
    }
}
