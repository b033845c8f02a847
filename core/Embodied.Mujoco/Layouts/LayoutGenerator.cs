using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;

namespace Embodied.Mujoco.Layouts;

/// <summary>
/// Makes the table of one version from its headers: the C compiler states offset and size of every field and the value of every constant, and mjxmacro.h
/// declares rows and columns of every array. So all embedded tables were made, from the headers of the public releases.
/// </summary>
internal static partial class LayoutGenerator
{
    private static readonly string[] Structs =
    [
        "mjOption", "mjStatistic", "mjVisual", "mjModel", "mjData", "mjContact", "mjWarningStat", "mjvPerturb", "mjvCamera", "mjvGLCamera", "mjvGeom", "mjvOption",
        "mjvScene", "mjrRect", "mjrContext",
    ];

    // mjtWarning lost its fourth member when scenes began to count their own geoms.
    private static readonly string[] Warnings = ["INERTIA", "CONTACTFULL", "CNSTRFULL", "VGEOMFULL", "BADQPOS", "BADQVEL", "BADQACC", "BADCTRL"];
    private static readonly string[] Constants = ["mjNWARNING", "mjNRNDFLAG", "mjNVISFLAG"];

    /// <summary>Writes the table into a folder and returns its version and path.</summary>
    /// <param name="include">A folder that holds <c>mujoco/mujoco.h</c>.</param>
    /// <param name="compiler">C compiler.</param>
    /// <param name="folder">Where tables are kept.</param>
    /// <param name="cancel">Stops the compiler.</param>
    public static (string Version, string Path) Write(string include, string compiler, string folder, CancellationToken cancel)
    {
        var text = Table(include, compiler, cancel);
        var version = LayoutTable.NameOf(int.Parse(Version().Match(text).Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).ToString();
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"mujoco-{version}.layout");
        AtomicFile.WriteText(path, text);
        return (version, path);
    }

    /// <summary>The table as text.</summary>
    public static string Table(string include, string compiler, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(include, "mujoco", "mujoco.h")))
            throw new InputException(include, "holds no mujoco/mujoco.h.", "Name the folder of the headers that belong to the library, e.g. mujoco-3.13.0/include.");
        var work = Scratch.Folder("embodied-layout");
        try
        {
            return new Generator(include, compiler, work, cancel).Run();
        }
        finally
        {
            Scratch.Remove(work);
        }
    }

    [GeneratedRegex("^version (?<number>[0-9]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();

    private sealed partial class Generator(string include, string compiler, string work, CancellationToken cancel)
    {
        public string Run()
        {
            var headers = Preprocess("headers.c", "#include <stddef.h>\n#include <mujoco/mujoco.h>\n");
            var fields = Structs.ToDictionary(s => s, s => FieldsOf(BodyOf(headers, s), "").ToList(), StringComparer.Ordinal);
            var arrays = ArraysOf("mjModel", "MJMODEL_POINTERS").Concat(ArraysOf("mjData", "MJDATA_POINTERS")).ToDictionary(StringComparer.Ordinal);
            Compile("table.c", Program(headers, fields, arrays), "-o", Path.Combine(work, "table"));
            var table = Start(Path.Combine(work, "table"), []);
            return "# Structures of MuJoCo, stated by a C compiler from the headers.\n"
                + "# version NUMBER | const NAME VALUE | struct NAME SIZE | FIELD TYPE OFFSET SIZE [ROWS COLUMNS]\n" + table;
        }

        /// <summary>A program that prints the table.</summary>
        private static string Program(
            string headers, Dictionary<string, List<(string Name, string Type)>> fields, Dictionary<string, (string Rows, string Columns)> arrays)
        {
            var program = new StringBuilder("#include <stddef.h>\n#include <stdio.h>\n#include <mujoco/mujoco.h>\nint main(void) {\nprintf(\"version %d\\n\", mjVERSION_HEADER);\n");
            foreach (var name in Warnings.Select(w => "mjWARN_" + w).Where(w => headers.Contains(w, StringComparison.Ordinal)).Concat(Constants))
                program.Append(CultureInfo.InvariantCulture, $"printf(\"const {name} %d\\n\", (int){name});\n");
            var sizes = fields["mjModel"].Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var structure in Structs)
            {
                program.Append(CultureInfo.InvariantCulture, $"printf(\"struct {structure} %zu\\n\", sizeof({structure}));\n");
                foreach (var (name, type) in fields[structure])
                {
                    var (holes, values) = Dimensions(arrays.GetValueOrDefault($"{structure}.{name}", ("", "")), sizes);
                    program.Append(
                        CultureInfo.InvariantCulture,
                        $"printf(\"{name} {type} %zu %zu{holes}\\n\", offsetof({structure}, {name}), sizeof((({structure}*)0)->{name}){values});\n");
                }
            }
            return program.Append("return 0; }\n").ToString();
        }

        // Sizes of the model stay names; constants of the headers become numbers.
        private static (string Holes, string Values) Dimensions((string Rows, string Columns) array, HashSet<string> sizes)
        {
            var (holes, values) = (new StringBuilder(), new StringBuilder());
            foreach (var dimension in new[] { array.Rows, array.Columns }.Where(d => d.Length > 0))
            {
                var factors = dimension.Split('*');
                bool IsName(string factor) => sizes.Contains(factor) || factor.All(char.IsAsciiDigit);
                holes.Append(' ').AppendJoin('*', factors.Select(f => IsName(f) ? f : "%d"));
                foreach (var factor in factors.Where(f => !IsName(f)))
                    values.Append(", (int)").Append(factor);
            }
            return (holes.ToString(), values.ToString());
        }

        /// <summary>Declarations in a structure's body; members of nested structures are dotted.</summary>
        private static IEnumerable<(string Name, string Type)> FieldsOf(string body, string prefix)
        {
            for (var at = 0; Declaration().Match(body, at) is { Success: true } match;)
            {
                at = match.Index + match.Length;
                var text = match.Groups[1].Value;
                if (!text.EndsWith('{'))
                {
                    var field = Field().Match(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
                    yield return (prefix + field.Groups["name"].Value, TypeOf(field.Groups["type"].Value));
                    continue;
                }

                var (depth, start) = (1, at);
                while (depth > 0)
                    depth += body[at++] switch { '{' => 1, '}' => -1, _ => 0 };
                var name = Name().Match(body, at);
                foreach (var inner in FieldsOf(body[start..(at - 1)], $"{prefix}{name.Groups[1].Value}."))
                    yield return inner;
                at = name.Index + name.Length;
            }
        }

        private static string TypeOf(string type) =>
            Star().Replace(type.Replace("struct ", "", StringComparison.Ordinal), "*").Trim().Replace(' ', '_').Replace("_*", "*", StringComparison.Ordinal);

        private static string BodyOf(string source, string name)
        {
            var match = Regex.Match(
                source, $@"struct {name}_\s*\{{(?<body>.*?)\}}\s*{name};|struct {name}_\s*\{{(?<body>.*?)\n\}};", RegexOptions.Singleline, TimeSpan.FromSeconds(10));
            return match.Success ? match.Groups["body"].Value : throw new InputException(name, "is not in the headers.", "Give the unmodified headers of a release.");
        }

        /// <summary>Rows and columns of a structure's arrays, in the words of mjxmacro.h: X(type, name, rows, columns).</summary>
        private IEnumerable<KeyValuePair<string, (string Rows, string Columns)>> ArraysOf(string structure, string macro)
        {
            var text = Preprocess("arrays.c", $"""
                #include <mujoco/mjxmacro.h>
                #define X(type, name, rows, columns) @array {structure}.name rows | columns@
                #undef XNV
                #define XNV X
                #undef XMJV
                #define XMJV X
                #undef MJ_M
                #define MJ_M(n) n
                #undef MJ_D
                #define MJ_D(n) n
                {macro}
                """);
            foreach (Match match in Array().Matches(text))
                yield return new(match.Groups[1].Value, (Blank().Replace(match.Groups[2].Value, ""), Blank().Replace(match.Groups[3].Value, "")));
        }

        private string Preprocess(string file, string source) => Compile(file, source, "-E", "-P");

        private string Compile(string file, string source, params string[] arguments)
        {
            var path = Path.Combine(work, file);
            File.WriteAllText(path, source);
            return Start(compiler, [$"-I{include}", "-xc", path, .. arguments]);
        }

        private string Start(string program, string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            try
            {
                using var process = Process.Start(start)!;
                using var stop = cancel.Register(process.Kill);
                var errors = process.StandardError.ReadToEndAsync(cancel);
                var output = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                cancel.ThrowIfCancellationRequested();
                return process.ExitCode == 0
                    ? output
                    : throw new InputException(include, $"{program} refuses the headers: {errors.Result.Split('\n')[0]}", "Give the unmodified headers of a release.");
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                throw new InputException("--compiler", $"'{program}' does not run: {e.Message}", "Install a C compiler (apt-get install gcc), or name one.", e);
            }
        }

        [GeneratedRegex(@"\G\s*(struct\s*\w*\s*\{|[^;{]+;)")]
        private static partial Regex Declaration();

        [GeneratedRegex(@"(?<type>.*?[\s*])(?<name>\w+)\s*(\[[^;]*\])?\s*;", RegexOptions.ExplicitCapture)]
        private static partial Regex Field();

        [GeneratedRegex(@"\G\s*(\w+)\s*;")]
        private static partial Regex Name();

        [GeneratedRegex(@"\s*\*")]
        private static partial Regex Star();

        [GeneratedRegex(@"@array (\S+) (.*?) \| (.*?)@")]
        private static partial Regex Array();

        [GeneratedRegex(@"[\s()]")]
        private static partial Regex Blank();
    }
}
