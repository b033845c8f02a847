namespace Fixture.NotAPlugin;

public static class Bystander
{
    public static string Greet() => "good morning";
}
