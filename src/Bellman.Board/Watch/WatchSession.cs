using System.Net.WebSockets;
using System.Threading.Channels;
using Bellman.Experiments;

namespace Bellman.Board;

/// <summary>One browser and its world, until the browser goes: commands come in, pictures go out at the world's own frame rate times the speed.</summary>
/// <param name="socket">The way to the browser.</param>
/// <param name="title">What is shown.</param>
/// <param name="world">The world; an episode is running.</param>
internal sealed class WatchSession(WebSocket socket, string title, WatchedWorld world)
{
    // More pictures than a screen shows are not drawn; the world then takes several steps for each.
    private const double MostPictures = 60;
    private const int LongestCommand = 16 * 1024;

    private readonly Channel<WatchRequest> _commands = Channel.CreateBounded<WatchRequest>(256);
    private readonly WatchPace _pace = new(world, MostPictures);
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>Serves the browser.</summary>
    /// <param name="ended">Cancelled when the connection is gone.</param>
    public async Task RunAsync(CancellationToken ended)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ended);
        Task receiving = ReceiveAsync(stop);
        try
        {
            await socket.SendAsync(WatchMessage.Introduction(title, world, _pace.Keys), WebSocketMessageType.Text, true, stop.Token).ConfigureAwait(false);
            await PlayAsync(stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The browser went away.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await receiving.ConfigureAwait(false);
        }
    }

    private async Task PlayAsync(CancellationToken stop)
    {
        using var message = new WatchMessage();
        long due = _time.GetTimestamp();
        while (true)
        {
            await socket.SendAsync(message.State(world, _pace.IsPlaying), WebSocketMessageType.Binary, true, stop).ConfigureAwait(false);
            TimeSpan pause = _pace.Pause;
            // A browser that was too slow for a while is not made up for.
            long earliest = _time.GetTimestamp() - (long)(pause.TotalSeconds * _time.TimestampFrequency);
            due = Math.Max(due, earliest) + (long)(pause.TotalSeconds * _time.TimestampFrequency);
            bool changed = await HearAsync(due, stop).ConfigureAwait(false);
            if (!changed) _pace.Advance();
        }
    }

    /// <summary>Obeys commands until it is time for the next step.</summary>
    /// <returns>Whether a command changed what is shown, so that it is to be shown before any step.</returns>
    private async Task<bool> HearAsync(long due, CancellationToken stop)
    {
        while (true)
        {
            while (_commands.Reader.TryRead(out WatchRequest? command))
            {
                if (Obey(command)) return true;
            }

            bool waits = _pace.Waits;
            TimeSpan left = waits ? Timeout.InfiniteTimeSpan : _time.GetElapsedTime(_time.GetTimestamp(), due);
            if (!waits && left <= TimeSpan.Zero) return false;
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (!waits) timer.CancelAfter(left);
            try
            {
                await _commands.Reader.WaitToReadAsync(timer.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private bool Obey(WatchRequest command)
    {
        switch (command.Do)
        {
            case "play": _pace.IsPlaying = true; return true;
            case "pause": _pace.IsPlaying = false; return true;
            case "step": _pace.StepOnce(); return true;
            case "reset": _pace.Reset(command.Seed); return true;
            case "speed": _pace.Speed = command.Speed; return false;
            case "player": _pace.IsByHand = command.ByHand; return false;
            case "keys": return _pace.Press(command.Action);
            default: return false;
        }
    }

    private async Task ReceiveAsync(CancellationTokenSource stop)
    {
        var buffer = new byte[LongestCommand];
        int length = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(length), stop.Token).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close) break;
                length += part.Count;
                if (length == buffer.Length && !part.EndOfMessage) break;
                if (!part.EndOfMessage) continue;
                if (WatchRequest.Read(buffer.AsSpan(0, length)) is { } command) await _commands.Writer.WriteAsync(command, stop.Token).ConfigureAwait(false);
                length = 0;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The browser went away.
        }

        await stop.CancelAsync().ConfigureAwait(false);
    }
}
