using System.Diagnostics;

namespace Bellman.Tests;

/// <summary>Runs this test program again with other environment variables.</summary>
internal static class ChildProcess
{
    /// <summary>Runs the tests that carry a trait.</summary>
    /// <param name="trait">The trait as <c>name=value</c>.</param>
    /// <param name="variables">Environment variables to add.</param>
    /// <returns>The exit code and everything the program printed.</returns>
    public static (int ExitCode, string Output) RunTests(string trait, params ReadOnlySpan<(string Name, string Value)> variables)
    {
        string program = typeof(ChildProcess).Assembly.Location;
        var start = new ProcessStartInfo
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Path.GetFileNameWithoutExtension(program))
        {
            start.FileName = Environment.ProcessPath;
        }
        else
        {
            start.FileName = "dotnet";
            start.ArgumentList.Add(program);
        }

        foreach (string argument in new[] { "--filter-trait", trait, "--no-progress", "--no-ansi" })
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        // What the runner tells its test programs is not for theirs.
        string[] inherited = [.. start.Environment.Keys.Where(key => key.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal))];
        foreach (string name in inherited)
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
