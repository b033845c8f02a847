using Embodied.Sdk.Errors;

namespace Embodied.Runtime.Yaml;

/// <summary>
/// Reads YAML into records and classes: snake_case keys are properties, <c>required</c> properties must be there, everything else keeps its
/// default. An unknown key, a wrong type, a value out of range (data annotations), a missing or repeated key are all reported at once with line,
/// column and the nearest valid name. A record made by its constructor (a vector, an interval, a pair) is written as a list of its parts.
/// </summary>
internal static class StrictYaml
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="check">Further checks, run when the file reads; they add to the problems.</param>
    /// <exception cref="InputException">The file is missing or anything in it is wrong; nothing is half read.</exception>
    public static T Read<T>(string path, Action<T, YamlProblems>? check = null)
        where T : notnull => Parse(Text(path), path, check);

    /// <summary>Reads a text; <paramref name="name"/> stands for the file in messages.</summary>
    /// <exception cref="InputException">Anything in it is wrong.</exception>
    public static T Parse<T>(string text, string name, Action<T, YamlProblems>? check = null)
        where T : notnull
    {
        var problems = new YamlProblems();
        return Bind(YamlLoader.Load(name, text, problems), problems, check);
    }

    /// <summary>Reads a file into nodes without binding them.</summary>
    /// <exception cref="InputException">The file is missing, is not YAML or repeats a key.</exception>
    public static YamlNode Load(string path)
    {
        var problems = new YamlProblems();
        var node = YamlLoader.Load(path, Text(path), problems);
        problems.ThrowIfAny();
        return node;
    }

    /// <summary>Binds nodes that were read or put together before.</summary>
    /// <exception cref="InputException">The nodes do not fit <typeparamref name="T"/>, or the check found something.</exception>
    public static T Bind<T>(YamlNode node, YamlProblems? problems = null, Action<T, YamlProblems>? check = null)
        where T : notnull
    {
        problems ??= new YamlProblems();
        var bound = new YamlBinder(problems).Bind(node, typeof(T));
        problems.ThrowIfAny();
        check?.Invoke((T)bound!, problems);
        problems.ThrowIfAny();
        return (T)bound!;
    }

    /// <summary>Binds a part of a file; what does not fit is added to the problems and gives null.</summary>
    public static T? TryBind<T>(YamlNode node, YamlProblems problems)
        where T : class => (T?)new YamlBinder(problems).Bind(node, typeof(T));

    private static string Text(string path)
    {
        try
        {
            RegularFile.Require(path);
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message;
            throw new InputException(path, problem, "Check the path.", e);
        }
    }
}
