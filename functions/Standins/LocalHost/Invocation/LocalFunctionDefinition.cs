using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ClientBase.LocalHost.Invocation;

internal sealed class LocalFunctionDefinition(FunctionDescriptor function) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. function.Method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    public override string PathToAssembly => function.Method.Module.FullyQualifiedName;

    public override string EntryPoint => function.Place;

    public override string Id => function.Name;

    public override string Name => function.Name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } =
        new[] { new Binding(function.TriggerParameter.Name!, KindOf(function.Trigger, "Attribute"), BindingDirection.In) }
            .ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } =
        Outputs(function.Method).ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding);

    private static IEnumerable<Binding> Outputs(MethodInfo method)
    {
        var own = method.GetCustomAttributes<OutputBindingAttribute>().Select(output => ("$return", output));
        var ofResult = FunctionResultType.Of(method).GetProperties()
            .SelectMany(property => property.GetCustomAttributes<OutputBindingAttribute>().Select(output => (property.Name, output)));

        return own.Concat(ofResult)
            .Select(found => new Binding(found.Item1, KindOf(found.output, "OutputAttribute"), BindingDirection.Out));
    }

    // QueueTriggerAttribute is "queueTrigger", QueueOutputAttribute is "queue", as in function.json.
    private static string KindOf(Attribute binding, string suffix)
    {
        var name = binding.GetType().Name.Replace(suffix, "", StringComparison.Ordinal);
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
