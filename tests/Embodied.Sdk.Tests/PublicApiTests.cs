using Embodied.Sdk.Plugins;
using Embodied.Testing;
using PublicApiGenerator;

namespace Embodied.Sdk.Tests;

/// <summary>What plugins compile against. Changing it is a visible act: additions need a new minor version, anything else a new major one.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task TheSdkKeepsItsPromises() => Verifier.Verify(typeof(IPlugin).Assembly.GeneratePublicApi(Options()));

    [Fact]
    public Task TestingKeepsItsPromises() => Verifier.Verify(typeof(Verifier).Assembly.GeneratePublicApi(Options()));

    private static ApiGeneratorOptions Options() => new() { IncludeAssemblyAttributes = false };
}
