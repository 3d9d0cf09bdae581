using System.Diagnostics;

namespace Bellman.Cli.Tests;

/// <summary>Runs the built program as a process of its own.</summary>
internal static class Bellman
{
    /// <summary>The program, which is built beside the tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "bellman.dll");

    /// <summary>Runs it to its end.</summary>
    public static CommandResult Run(params string[] arguments) => RunIn(Environment.CurrentDirectory, arguments);

    /// <summary>Runs it to its end in a folder.</summary>
    public static CommandResult RunIn(string folder, params string[] arguments) => Wait(Start(folder, "dotnet", [Program, .. arguments]));

    /// <summary>Runs a shell script to its end, in which <c>bellman</c> is the program.</summary>
    public static CommandResult RunScript(string folder, string script) =>
        Wait(Start(folder, "bash", ["-c", $"bellman() {{ dotnet '{Program}' \"$@\"; }}\n{script}"]));

    /// <summary>Whether a program is on the path.</summary>
    public static bool IsInstalled(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Starts it.</summary>
    public static Process Start(string folder, params string[] arguments) => Start(folder, "dotnet", [Program, .. arguments]);

    /// <summary>Waits for its end.</summary>
    public static CommandResult Wait(Process process)
    {
        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CommandResult(process.ExitCode, output, error.Result);
        }
    }

    private static Process Start(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment.Remove("BELLMAN_TRACE");
        return Process.Start(start)!;
    }
}
