using Embodied.OdorPlume.Bodies;
using Embodied.OdorPlume.Plumes;
using Embodied.OdorPlume.Tracking;
using Embodied.Runtime.Backends.Planar;
using Embodied.Runtime.Environments;
using Embodied.Runtime.Parts;

namespace Embodied.OdorPlume.Tests;

/// <summary>Environments for tests; plumes are made once.</summary>
internal static class Worlds
{
    public static PlumeLibrary Library { get; } = new();

    public static TrackTaskFactory Factory { get; } = new(new CatalogParts(), Library);

    public static EnvironmentBuilder Builder(params (string Key, string Value)[] settings)
    {
        var values = settings.ToDictionary(s => s.Key, s => s.Value);
        return new(new PlanarBackend(), new FlyerFactory().Create(Sdk.Bodies.BodyOptions.Default), () => Factory.Create(new() { Values = values }));
    }

    public static PhysicsEnvironment Create(params (string Key, string Value)[] settings) => Builder(settings).Build();
}
