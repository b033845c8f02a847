using System.CommandLine;
using Embodied.Cli.Output;
using Embodied.Mujoco.Mjcf;
using Embodied.Runtime.Pipeline;
using Embodied.Runtime.Roles;
using Embodied.Sdk.Errors;
using Embodied.Sdk.Files;
using Embodied.Sdk.Physics;

namespace Embodied.Cli.Commands;

/// <summary><c>roles FILE.xml</c>: the roles of an MJCF body, guessed, as a file to edit.</summary>
internal static class RolesCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<FileInfo>("body") { Description = "An MJCF file." };
        var force = new Option<bool>("--force") { Description = "Replaces a file of roles that is there." };
        var command = new Command("roles", "Guess the roles of an MJCF body and write them beside it, to edit") { file, force };
        context.Handle(command, call =>
        {
            var path = call.Get(file)!.FullName;
            var target = MjcfBodyReader.RolesOf(path);
            if (File.Exists(target) && !call.Get(force))
                throw new InputException(target, "is there already", "Edit it, or add --force to replace it by a new guess.");
            var roles = new RoleGuess(call.Catalog.Get<IBackend>(SoloScene.BackendId)).For(MjcfBodyReader.Read(path));
            AtomicFile.WriteText(target, RolesText.Write(roles, Path.GetFileName(path)));
            call.Terminal.Result(
                new { File = target, roles.Root, roles.Head, roles.EndEffectors, roles.GroundContacts, roles.StandingHeight },
                t =>
                {
                    t.Line(target);
                    t.Line($"root '{roles.Root}', {roles.EndEffectors.Count} end effectors, {roles.GroundContacts.Count} ground contacts, standing height {roles.StandingHeight:G4}");
                });
            return ExitCode.Ok;
        });
        return command;
    }
}
