using Embodied.Mujoco.Simulation.Rendering;
using Embodied.Sdk.Errors;

namespace Embodied.Mujoco.Tests.Rendering;

public sealed class GraphicsLibraryTests
{
    [Fact]
    public void Turned_off_graphics_say_so()
    {
        var error = Assert.Throws<EmbodiedException>(() => GraphicsLibrary.Find("none"));
        Assert.Equal("Pictures cannot be drawn: EMBODIED_GL is 'none'.", error.Message);
        Assert.Equal("Unset EMBODIED_GL.", error.Hint);
    }

    [Fact]
    public void An_unknown_library_is_refused()
    {
        var error = Assert.Throws<InputException>(() => GraphicsLibrary.Find("glx"));
        Assert.Equal("EMBODIED_GL: is 'glx'; it may be osmesa, egl or none", error.Message);
    }

    [Fact]
    public void A_missing_library_is_named_with_the_package_that_has_it()
    {
        var error = GraphicsLibrary.Missing("libOSMesa.so.8 does not load");
        Assert.Equal("Pictures cannot be drawn: libOSMesa.so.8 does not load.", error.Message);
        Assert.Contains("apt-get install libosmesa6", error.Hint);
    }
}
