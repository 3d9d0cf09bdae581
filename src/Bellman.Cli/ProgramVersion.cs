using System.Reflection;

namespace Bellman.Cli;

/// <summary>The version of the program and of the runtime under it.</summary>
internal static class ProgramVersion
{
    /// <summary>The program's version, for instance <c>0.1.0</c>.</summary>
    public static string Bellman
    {
        get
        {
            string version = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
            return version.Split('+')[0];
        }
    }

    /// <summary>The runtime's version, for instance <c>.NET 10.0.1</c>.</summary>
    public static string Runtime => System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    /// <summary>Both in one line.</summary>
    public static string Line => $"bellman {Bellman} ({Runtime})";
}
