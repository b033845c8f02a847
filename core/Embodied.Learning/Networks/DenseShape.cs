using Embodied.Sdk.Control;

namespace Embodied.Learning.Networks;

/// <summary>A dense layer: y = f(W x + b).</summary>
/// <param name="Name">Name of its probe and prefix of its parameters, e.g. <c>actor.0</c>.</param>
/// <param name="Weight">W, [outputs × inputs].</param>
/// <param name="Bias">b, [outputs].</param>
/// <param name="Nonlinearity">f, or null for none.</param>
/// <param name="Gain">Gain of the orthogonal initial weights.</param>
internal sealed record DenseShape(string Name, ParameterBlock Weight, ParameterBlock Bias, Nonlinearity? Nonlinearity, double Gain);
