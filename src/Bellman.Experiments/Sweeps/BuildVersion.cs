using System.Reflection;
using System.Security.Cryptography;
using Bellman.Agents;
using Bellman.Core;
using Bellman.Environments;
using Bellman.Neural;
using Bellman.Numerics;
using Bellman.Training;

namespace Bellman.Experiments;

/// <summary>
/// Which build of Bellman this is: its version with the commit that it was built from, and a fingerprint of its libraries. The commit alone would not tell apart two builds with changes
/// between them that were not committed. Building the same sources again in the same place makes the same libraries, and so the same fingerprint.
/// </summary>
public static class BuildVersion
{
    /// <summary>The libraries that a training's result depends on, by one type of each.</summary>
    private static readonly Type[] Libraries =
        [typeof(Check), typeof(Network), typeof(Env), typeof(Physics.World), typeof(Envs), typeof(Agent), typeof(Trainer), typeof(BuildVersion)];

    /// <summary>The build that runs, for instance <c>0.1.0+3195ee9d… (build 8d2c1f0a)</c> with all digits of the commit; without a commit where it was built outside a repository.</summary>
    public static string Present { get; } = Describe();

    private static string Describe()
    {
        string version = typeof(BuildVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        byte[] modules = [.. Libraries.SelectMany(type => type.Module.ModuleVersionId.ToByteArray())];
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(modules))[..8];
        return $"{version} (build {fingerprint})";
    }
}
