namespace ClientBase.Functions.Segments.Defining;

/// <summary>Something that goes by segments, such as campaigns: a segment that is used cannot be deleted.</summary>
public interface ISegmentUser
{
    /// <summary>What uses a segment, each as <c>campaign spring</c>.</summary>
    Task<IReadOnlyList<string>> UsersOfAsync(string segmentId, CancellationToken cancellationToken);
}
