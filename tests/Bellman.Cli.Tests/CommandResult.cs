using System.Text.Json.Nodes;

namespace Bellman.Cli.Tests;

/// <summary>What a run of the program wrote, and with what it ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Standard output as JSON, every line of which must be an object.</summary>
    public JsonObject[] Json => [.. Lines.Select(line => (JsonObject)JsonNode.Parse(line)!)];

    /// <summary>Requires that it failed with one line on standard error.</summary>
    public void ShouldFail(int exitCode, string message)
    {
        Assert.Equal([message], ErrorLines);
        Assert.Equal(exitCode, ExitCode);
    }

    /// <summary>Requires that it succeeded and wrote nothing to standard error.</summary>
    public CommandResult ShouldSucceed()
    {
        Assert.Equal("", Error);
        Assert.Equal(0, ExitCode);
        return this;
    }
}
