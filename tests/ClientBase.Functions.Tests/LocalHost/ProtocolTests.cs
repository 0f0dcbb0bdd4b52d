using System.Reflection;
using ClientBase.LocalHost.Protocol;
using Google.Protobuf.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ClientBase.Functions.Tests.LocalHost;

/// <summary>Our worker.proto is a part of the worker's own: what stands in both must be the same on the wire.</summary>
public sealed class ProtocolTests
{
    private static readonly FileDescriptor Ours = WorkerReflection.Descriptor;
    private static readonly FileDescriptor Theirs = ReadTheirs();

    [Fact]
    public void The_service_has_the_same_name_and_method()
    {
        var (ours, theirs) = (Assert.Single(Ours.Services), Assert.Single(Theirs.Services));
        var (our, their) = (Assert.Single(ours.Methods), Assert.Single(theirs.Methods));

        Assert.Equal(theirs.FullName, ours.FullName);
        Assert.Equal(their.Name, our.Name);
        Assert.Equal((their.IsClientStreaming, their.IsServerStreaming), (our.IsClientStreaming, our.IsServerStreaming));
    }

    [Fact]
    public void Every_field_and_value_of_ours_is_the_workers_too()
    {
        var differences = new Comparison();
        differences.Compare(Ours.Services[0].Methods[0].InputType, Theirs.Services[0].Methods[0].InputType);

        Assert.True(differences.Found.Count == 0, string.Join('\n', differences.Found));
        Assert.Empty(Ours.MessageTypes.Select(message => message.Name).Except(differences.Seen));
    }

    // Internal to the worker, but loaded with it.
    private static FileDescriptor ReadTheirs()
    {
        var worker = Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc");
        var reflection = worker.GetTypes().Single(type => type.Name == "FunctionRpcReflection");
        Assert.NotNull(typeof(FunctionContext)); // Keeps the reference that has the assembly copied beside the tests.
        return (FileDescriptor)reflection.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
    }

    private sealed class Comparison
    {
        public HashSet<string> Seen { get; } = [];

        public List<string> Found { get; } = [];

        public void Compare(MessageDescriptor ours, MessageDescriptor theirs)
        {
            if (!Seen.Add(ours.Name))
            {
                return;
            }

            foreach (var field in ours.Fields.InDeclarationOrder())
            {
                Compare(field, theirs.FindFieldByNumber(field.FieldNumber));
            }
        }

        private void Compare(FieldDescriptor ours, FieldDescriptor? theirs)
        {
            if (theirs is null || Shape(ours) != Shape(theirs))
            {
                Found.Add($"{ours.FullName}: {Shape(ours)}, and the worker's {(theirs is null ? "has none" : Shape(theirs))}");
            }
            else if (ours.FieldType == FieldType.Message)
            {
                Compare(ours.MessageType, theirs.MessageType);
            }
            else if (ours.FieldType == FieldType.Enum)
            {
                Compare(ours.EnumType, theirs.EnumType);
            }
        }

        private void Compare(EnumDescriptor ours, EnumDescriptor theirs) => Found.AddRange(
            from value in ours.Values
            let their = theirs.FindValueByNumber(value.Number)
            where Plain(value.Name) != Plain(their?.Name)
            select $"{value.FullName} = {value.Number}, and the worker's is {their?.Name}");

        private static string Shape(FieldDescriptor field) =>
            $"{Plain(field.Name)} {field.FieldNumber} {field.FieldType} {(field.IsMap ? "map" : field.IsRepeated ? "repeated" : "single")}";

        // The worker writes some names in camels.
        private static string Plain(string? name) => (name ?? "").Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
    }
}
