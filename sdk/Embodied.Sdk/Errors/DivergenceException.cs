namespace Embodied.Sdk.Errors;

/// <summary>A simulation that left the finite numbers where no caller could receive that as a result. Stepping reports divergence in its result instead.</summary>
public sealed class DivergenceException(string message, string? hint = null) : EmbodiedException(message, hint);
