using Embodied.Runtime.Hosting;
using Embodied.Runtime.Plugins;
using Embodied.Sdk.Bodies;
using Embodied.Sdk.Plugins;
using Embodied.Tests;

namespace Embodied.Host.Specs;

/// <summary>Someone else's plugin, written and built outside the repository against the SDK's assembly, loads from --plugins.</summary>
[Collection(PluginFolders.Variable)]
public sealed class ThirdPartyPluginSpecs : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("third-party-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task APluginBuiltElsewhereLoads()
    {
        WriteProject();
        await Dotnet.Run(_home, ["build", "-c", "Release", "-v", "q", "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

        using var loaded = PluginHost.Load(new PluginHostOptions { Folders = PluginFolders.Find([Path.Combine(_home, "plugins")]) });

        var plugin = Assert.Single(loaded.Plugins, p => p.Id == "crawler");
        Assert.Null(plugin.Problem);
        var body = loaded.Catalog.Get<IBodyFactory>("crawler/plain").Create(BodyOptions.Default);
        Assert.Equal("crawler/plain", body.Id);
        Assert.Equal("trunk", Assert.Single(Assert.IsType<FigureSource>(body.Source).Figures.Segments).Name);
        Assert.False(File.Exists(Path.Combine(plugin.Folder, "Embodied.Sdk.dll")), "the host supplies the SDK");
    }

    private void WriteProject()
    {
        Write("Crawler.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <PluginId>crawler</PluginId>
              </PropertyGroup>
              <Import Project="{Path.Combine(SharedData.RepositoryRoot, "sdk", "build", "Embodied.Plugin.props")}" />
              <ItemGroup>
                <Reference Include="Embodied.Sdk" HintPath="{Path.Combine(AppContext.BaseDirectory, "Embodied.Sdk.dll")}" Private="false" />
                <Reference Include="Autofac" HintPath="{Path.Combine(AppContext.BaseDirectory, "Autofac.dll")}" Private="false" />
              </ItemGroup>
            </Project>
            """);
        Write("plugin.yaml",
            """
            id: crawler
            name: Crawler
            version: 0.1.0
            sdk: "^1.0"
            assembly: Crawler.dll
            provides: {bodies: [crawler/plain]}
            license: MIT
            """);
        Write("Crawler.cs",
            """
            using Embodied.Sdk.Bodies;
            using Embodied.Sdk.Plugins;

            namespace Crawler;

            public sealed class CrawlerPlugin : IPlugin
            {
                public void Register(IPluginRegistry registry) => registry.Add<IBodyFactory>("crawler/plain", _ => new CrawlerFactory());
            }

            public sealed class CrawlerFactory : IBodyFactory
            {
                public BodyChoices Choices { get; } = new() { Summary = "One box" };

                public IBody Create(BodyOptions options) => new CrawlerBody();
            }

            public sealed class CrawlerBody : IBody
            {
                public string Id => "crawler/plain";

                public BodyRoles Roles { get; } = new() { Root = "trunk" };

                public BodySource Source { get; } = new FigureSource(new BodyFigures
                {
                    Name = "crawler",
                    Segments = [new Segment { Name = "trunk", Shapes = [new Shape { Kind = ShapeKind.Box, Size = [0.1, 0.05, 0.02] }] }],
                });
            }
            """);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_home, name), text);
}
