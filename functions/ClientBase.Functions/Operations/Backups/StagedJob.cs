using System.Text.Json;
using Azure.Storage.Queues;

namespace ClientBase.Functions.Operations.Backups;

/// <summary>Work in stages, one after another. A stage has parts that go on beside each other, a step a message.</summary>
/// <param name="Id">The copy it makes or puts back.</param>
/// <param name="Stage">The stage under way; null once it is done.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="DoneAt">When it ended; null while it runs.</param>
/// <param name="Schema">The version of rows it is made of.</param>
public sealed record JobState(string Id, string? Stage, DateTimeOffset StartedAt, DateTimeOffset? DoneAt, int Schema)
{
    /// <summary>The part that was done last in the stage before, and so began this one; null for the first.</summary>
    public string? BegunBy { get; init; }
}

/// <summary>How far a part is.</summary>
/// <param name="Next">Where it goes on; null at its beginning.</param>
/// <param name="Rows">Rows, blobs or people so far.</param>
/// <param name="Files">What it has written, in this order.</param>
/// <param name="IsDone">Whether nothing is left.</param>
public sealed record PartState(string? Next, long Rows, IReadOnlyList<PartFile> Files, bool IsDone)
{
    public static PartState New { get; } = new(null, 0, [], IsDone: false);
}

/// <summary>A file of a part.</summary>
/// <param name="Name">Its blob.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
public sealed record PartFile(string Name, int Rows, string Digest);

/// <summary>A step is to be done.</summary>
/// <param name="Job">The folder of the job.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Part">The part.</param>
public sealed record JobStep(string Job, string Stage, string Part);

/// <summary>What the stages of a job are.</summary>
public interface IJobStages
{
    /// <summary>In their order.</summary>
    IReadOnlyList<string> Stages { get; }

    /// <summary>Parts of a stage.</summary>
    IReadOnlyList<string> PartsOf(string stage);

    /// <summary>Does the next step of a part. A repeat does the same again.</summary>
    Task<PartState> StepAsync(JobState job, JobStep step, PartState part, CancellationToken cancellationToken);

    /// <summary>Done when nothing is left.</summary>
    Task EndAsync(JobState job, CancellationToken cancellationToken);
}

/// <summary>Runs jobs: where each part stands is a blob that is only written over the version that was read.</summary>
/// <remarks>
/// Cut short at any line, the message comes back, finds how far the part is and goes on. Of two that work at one part, the one that is
/// later finds another version and stops. The last part that is done begins the next stage.
/// </remarks>
public sealed class StagedJob(BackupStore store, QueueClient queue, IJobStages stages)
{
    /// <summary>Begins a job, or goes on with one that has lost its messages.</summary>
    public async Task StartAsync(string folder, JobState job, CancellationToken cancellationToken)
    {
        await store.WriteAsync(JobOf(folder), job, null, cancellationToken);
        await PutAsync(folder, job.Stage, cancellationToken);
    }

    /// <summary>Puts the messages of the stage under way again.</summary>
    public async Task GoOnAsync(string folder, CancellationToken cancellationToken)
    {
        var (job, _) = await store.ReadAsync<JobState>(JobOf(folder), cancellationToken);
        await PutAsync(folder, job?.Stage, cancellationToken);
    }

    /// <summary>Does what a message asks for.</summary>
    public async Task RunAsync(JobStep step, CancellationToken cancellationToken)
    {
        var (job, _) = await store.ReadAsync<JobState>(JobOf(step.Job), cancellationToken);
        if (job?.Stage is not { } stage)
        {
            return; // Done, or gone with its copy.
        }

        if (stage != step.Stage)
        {
            // Whoever began the stage may have ended before it put the messages; those of others come late, and nothing is to be done.
            await PutAsync(step.Job, job.BegunBy == step.Part ? stage : null, cancellationToken);
            return;
        }

        var (known, version) = await store.ReadAsync<PartState>(PartOf(step), cancellationToken);
        var part = known ?? PartState.New;
        if (!part.IsDone)
        {
            part = await stages.StepAsync(job, step, part, cancellationToken);
            if (!await store.WriteAsync(PartOf(step), part, version ?? BackupStore.New, cancellationToken))
            {
                return; // Somebody else goes on with it.
            }
        }

        if (part.IsDone)
        {
            await AdvanceAsync(step, cancellationToken);
        }
        else
        {
            await PutAsync(step, cancellationToken);
        }
    }

    /// <summary>The parts of a stage and how far they are.</summary>
    public async Task<IReadOnlyDictionary<string, PartState>> PartsAsync(string folder, string stage, CancellationToken cancellationToken)
    {
        var parts = stages.PartsOf(stage);
        var states = await Task.WhenAll(parts.Select(async part =>
            (await store.ReadAsync<PartState>(PartOf(new JobStep(folder, stage, part)), cancellationToken)).Value ?? PartState.New));
        return parts.Zip(states).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Where the state of a job lies.</summary>
    public static string JobOf(string folder) => $"{folder}/job.json";

    /// <summary>Where the state of a part lies.</summary>
    public static string PartOf(JobStep step) => $"{step.Job}/{step.Stage}/{step.Part}.json";

    private async Task AdvanceAsync(JobStep last, CancellationToken cancellationToken)
    {
        var folder = last.Job;
        var (job, version) = await store.ReadAsync<JobState>(JobOf(folder), cancellationToken);
        if (job?.Stage is not { } stage || stage != last.Stage
            || (await PartsAsync(folder, stage, cancellationToken)).Values.Any(part => !part.IsDone))
        {
            return;
        }

        var next = stages.Stages.SkipWhile(one => one != stage).Skip(1).FirstOrDefault();
        if (next is null)
        {
            await stages.EndAsync(job, cancellationToken);
            await store.WriteAsync(JobOf(folder), job with { Stage = null, DoneAt = store.Now }, version, cancellationToken);
        }
        else if (await store.WriteAsync(JobOf(folder), job with { Stage = next, BegunBy = last.Part }, version, cancellationToken))
        {
            await PutAsync(folder, next, cancellationToken);
        }
    }

    private Task PutAsync(string folder, string? stage, CancellationToken cancellationToken) => stage is null
        ? Task.CompletedTask
        : Task.WhenAll(stages.PartsOf(stage).Select(part => PutAsync(new JobStep(folder, stage, part), cancellationToken)));

    private async Task PutAsync(JobStep step, CancellationToken cancellationToken) =>
        await queue.SendMessageAsync(JsonSerializer.Serialize(step, JsonSerializerOptions.Web), cancellationToken);
}
