using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bellman.Cli.Tests;

public sealed class WatchTests
{
    [Fact]
    public void Watch_NothingOfThatName_SaysSo() =>
        Bellman.Run("watch", "LunarLandr-v3").ShouldFail(2, "bellman: There is no run folder, model file or environment 'LunarLandr-v3'. Did you mean 'LunarLander-v3'?");

    [Fact]
    public void Watch_TerminalWithoutOne_SaysWhatToDo() =>
        Bellman.Run("watch", "CartPole-v1", "--terminal").ShouldFail(2, "bellman: --terminal needs a terminal; here, input or output goes elsewhere. Leave it out to watch in a browser.");

    [Fact]
    public void Watch_PortInUse_SaysWhatToDo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        CommandResult result = Bellman.Run("watch", "CartPole-v1", "--no-open", "--port", $"{port}");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"Port {port} of 127.0.0.1 is in use", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Watch_InATerminal_DrawsObeysAndLeaves()
    {
        Assert.SkipUnless(Bellman.IsInstalled("tmux"), "NO TMUX: watching in a terminal is not tested. Install tmux.");
        using var folder = new TemporaryFolder();
        const string Script = """
            tmux -L "$0" -f /dev/null new-session -d -x 90 -y 32 "dotnet '$1' watch LunarLander-v3 --terminal --seed 3 2> error; echo \$? > code"
            screen() { tmux -L "$0" capture-pane -p; }
            until_seen() { for i in $(seq 300); do screen | grep -q "$1" && return; sleep 0.1; done; echo "never seen: $1"; screen; exit 1; }
            until_seen 'step 2'
            screen | grep -c '▀▀▀▀▀▀▀▀▀▀'
            tmux -L "$0" send-keys p; until_seen paused
            tmux -L "$0" send-keys r; until_seen 'seed 4  step 0 '
            tmux -L "$0" send-keys m; until_seen 'you play'
            tmux -L "$0" send-keys q
            for i in $(seq 300); do [ -s code ] && break; sleep 0.1; done
            cat error code
            tmux -L "$0" kill-server 2> /dev/null
            """;
        File.WriteAllText(folder.File("drive"), Script);
        string socket = "bellman-" + Path.GetFileName(folder.Path);
        var start = new ProcessStartInfo("bash", ["-c", File.ReadAllText(folder.File("drive")), socket, Bellman.Program]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
        start.Environment.Remove("TMUX");
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Trim().Split('\n');
        process.WaitForExit();
        Assert.Equal(2, lines.Length);
        Assert.InRange(int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture), 20, 32);
        Assert.Equal("0", lines[1]);
    }
}
