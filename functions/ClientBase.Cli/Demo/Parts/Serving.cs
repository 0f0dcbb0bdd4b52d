using System.Globalization;
using ClientBase.Cli.Api;
using ClientBase.Cli.Demo.Samples;

namespace ClientBase.Cli.Demo.Parts;

/// <summary>The work of managers with clients, as they would do it in the dashboard.</summary>
internal sealed class Serving(DemoBase demo)
{
    private int _done;

    /// <summary>Does it.</summary>
    /// <param name="contacts">Everybody in the base.</param>
    /// <returns>How many things were done.</returns>
    public async Task<int> WorkAsync(IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        var clients = contacts.OrderByDescending(contact => contact.Orders.Count).ThenBy(contact => contact.Id, StringComparer.Ordinal)
            .Select(contact => contact.Id).ToList();
        var potential = contacts.Where(contact => contact.Orders.Count == 0).Select(contact => contact.Id)
            .Order(StringComparer.Ordinal).ToList();
        await Task.WhenAll(
            AssignAsync(clients, potential, cancellationToken),
            CallAsync(clients, cancellationToken),
            RefuseAsync(potential, cancellationToken),
            DealAsync(clients, potential, cancellationToken),
            AnswerAsync(clients, cancellationToken));
        await SetTasksAsync(clients, cancellationToken);
        await PostAsync(
            $"segments/{SampleProgram.List}/members", new { Add = clients.Take(12).ToArray() }, cancellationToken);
        return _done;
    }

    private async Task AssignAsync(List<string> clients, List<string> potential, CancellationToken cancellationToken)
    {
        foreach (var (at, id) in clients.Take(24).Concat(potential.Take(9)).Index())
        {
            var manager = SampleWork.Managers[at % SampleWork.Managers.Length];
            await demo.Routes.PutAsync($"contacts/{id}/manager", new { Manager = manager }, cancellationToken);
            Interlocked.Increment(ref _done);
        }
    }

    private async Task CallAsync(List<string> clients, CancellationToken cancellationToken)
    {
        foreach (var (at, said) in SampleWork.Said(demo.Sample.Now).Index())
        {
            await PostAsync($"contacts/{clients[at]}/interactions", said, cancellationToken);
        }
    }

    private async Task RefuseAsync(List<string> potential, CancellationToken cancellationToken)
    {
        foreach (var (at, offer) in SampleWork.Offers(demo.Sample.Now).Index())
        {
            await PostAsync($"contacts/{potential[^(at + 1)]}/interactions", offer, cancellationToken);
        }
    }

    private async Task DealAsync(List<string> clients, List<string> potential, CancellationToken cancellationToken)
    {
        var partners = clients.Take(12).Concat(potential.Take(4)).ToList();
        foreach (var (at, deal) in SampleWork.Deals(demo.Sample.Now).Index())
        {
            var made = await PostAsync($"contacts/{partners[at % partners.Count]}/deals", deal.Begun, cancellationToken);
            foreach (var step in deal.Steps)
            {
                await demo.Routes.PatchAsync($"deals/{made}", step, cancellationToken);
                Interlocked.Increment(ref _done);
            }
        }
    }

    private async Task AnswerAsync(List<string> clients, CancellationToken cancellationToken)
    {
        foreach (var (at, (request, change)) in SampleWork.Requests.Index())
        {
            var opened = await PostAsync($"contacts/{clients[at + 4]}/requests", request, cancellationToken);
            if (change is not null)
            {
                await demo.Routes.PatchAsync($"requests/{opened}", change, cancellationToken);
                Interlocked.Increment(ref _done);
            }
        }
    }

    private async Task SetTasksAsync(List<string> clients, CancellationToken cancellationToken)
    {
        foreach (var (at, (task, result)) in SampleWork.Tasks(demo.Sample.Now).Index())
        {
            var set = await PostAsync($"contacts/{clients[at]}/tasks", task, cancellationToken);
            if (result is not null)
            {
                await demo.Routes.PatchAsync($"tasks/{set}", new { State = "done", Result = result }, cancellationToken);
                Interlocked.Increment(ref _done);
            }
        }
    }

    private async Task<string> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        var made = await demo.Routes.PostAsync(path, body, cancellationToken);
        Interlocked.Increment(ref _done);
        return made.TryGetProperty("id", out var id) ? Convert.ToString(id, CultureInfo.InvariantCulture)! : "";
    }
}
