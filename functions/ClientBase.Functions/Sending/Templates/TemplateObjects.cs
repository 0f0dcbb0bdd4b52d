using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace ClientBase.Functions.Sending.Templates;

/// <summary>Something with members, each by its own name: a shop may call a field <c>size</c>, which Liquid's own would count.</summary>
internal sealed class MembersValue(Dictionary<string, FluidValue> members) : FluidValue
{
    public override FluidValues Type => FluidValues.Dictionary;

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other);

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0m;

    public override string ToStringValue() => "";

    public override object ToObjectValue() => members;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        new(members.GetValueOrDefault(name) ?? NilValue.Instance);

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) =>
        GetValueAsync(index.ToStringValue(), context);

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo) => ValueTask.CompletedTask;
}

/// <summary>The sums of a contact's orders, which are gone through one by one in a loop.</summary>
internal sealed class OrdersValue(FluidValue sums, FluidValue items) : FluidValue
{
    public override FluidValues Type => FluidValues.Array;

    public override bool Equals(FluidValue? other) => ReferenceEquals(this, other);

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0m;

    public override string ToStringValue() => "";

    public override object ToObjectValue() => items.ToObjectValue();

    public override bool IsNil() => false;

    public override IEnumerable<FluidValue> Enumerate(TemplateContext context) => items.Enumerate(context);

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) =>
        name is "size" or "first" or "last" ? items.GetValueAsync(name, context) : sums.GetValueAsync(name, context);

    public override ValueTask<FluidValue> GetIndexAsync(FluidValue index, TemplateContext context) =>
        index.Type == FluidValues.Number ? items.GetIndexAsync(index, context) : sums.GetIndexAsync(index, context);
}

/// <summary>The campaign: written out it is its id.</summary>
internal sealed class CampaignValue(FluidValue members, string id) : FluidValue
{
    public override FluidValues Type => FluidValues.Object;

    public override bool Equals(FluidValue? other) => other?.ToStringValue() == id;

    public override bool ToBooleanValue() => true;

    public override decimal ToNumberValue() => 0m;

    public override string ToStringValue() => id;

    public override object ToObjectValue() => id;

    public override ValueTask<FluidValue> GetValueAsync(string name, TemplateContext context) => members.GetValueAsync(name, context);

    public override ValueTask WriteToAsync(TextWriter writer, TextEncoder encoder, CultureInfo cultureInfo)
    {
        encoder.Encode(writer, id);
        return ValueTask.CompletedTask;
    }
}
