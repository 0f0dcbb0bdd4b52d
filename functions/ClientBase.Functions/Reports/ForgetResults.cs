using ClientBase.Functions.Contacts.Privacy;
using ClientBase.Functions.Reports.Making;
using ClientBase.Functions.Storage;

namespace ClientBase.Functions.Reports;

/// <summary>
/// Lets kept results of reports go: those whose rows are people when somebody is erased, all when the base is put back from a copy. They
/// repeat what the base says, so there is nothing to hand out. One that is made at the same time goes with the recompute that an erasure
/// asks for.
/// </summary>
internal sealed class ForgetResults(KeptResults kept) : IPersonalData, IAfterRestore
{
    public string Name => "reportResults";

    public Task<IReadOnlyList<object>> ExportAsync(PersonInBase person, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<object>>([]);

    public Task EraseAsync(PersonInBase person, CancellationToken cancellationToken) => kept.ForgetPeopleAsync(cancellationToken);

    public Task RestoredAsync(CancellationToken cancellationToken) => kept.ForgetAllAsync(cancellationToken);
}
