using System.Diagnostics.CodeAnalysis;

namespace ClientBase.Functions.Tests.Fixtures;

/// <summary>For classes that must not run beside each other; others take the fixture as <c>IClassFixture</c>.</summary>
[CollectionDefinition(Name)]
[SuppressMessage("Naming", "CA1711", Justification = "A collection is what xunit calls it.")]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
