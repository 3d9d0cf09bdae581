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
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromSeconds(1.5);

    private readonly Channel<WatchRequest> _commands = Channel.CreateBounded<WatchRequest>(256);
    private readonly PlayKeys _keys = PlayKeys.Of(world.Env);
    private readonly TimeProvider _time = TimeProvider.System;
    private float[]? _pressed;
    private float[]? _lastByHand;
    private bool _isByHand;
    private bool _isPlaying = true;
    private double _speed = 1;

    private bool IsOver => world.Last.Done;

    /// <summary>What the spectator's hands do now; before the first key of a world in which something has to be done, nothing is known.</summary>
    private float[]? ByHand => _pressed ?? (_keys.Idle.Count > 0 ? [.. _keys.Idle] : _lastByHand);

    /// <summary>Serves the browser.</summary>
    /// <param name="ended">Cancelled when the connection is gone.</param>
    public async Task RunAsync(CancellationToken ended)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ended);
        Task receiving = ReceiveAsync(stop);
        try
        {
            await socket.SendAsync(WatchMessage.Introduction(title, world, _keys), WebSocketMessageType.Text, true, stop.Token).ConfigureAwait(false);
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
            await socket.SendAsync(message.State(world, _isPlaying), WebSocketMessageType.Binary, true, stop).ConfigureAwait(false);
            TimeSpan pause = IsOver ? AfterTheEnd : Period();
            // A browser that was too slow for a while is not made up for.
            long earliest = _time.GetTimestamp() - (long)(pause.TotalSeconds * _time.TimestampFrequency);
            due = Math.Max(due, earliest) + (long)(pause.TotalSeconds * _time.TimestampFrequency);
            bool changed = await HearAsync(due, stop).ConfigureAwait(false);
            if (!changed) Advance();
        }
    }

    private TimeSpan Period() => TimeSpan.FromSeconds(1 / Math.Min(MostPictures, world.Env.FramesPerSecond * _speed));

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

            bool waits = !_isPlaying || (_isByHand && !IsOver && (_keys.IsTurnBased || ByHand is null));
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

    /// <summary>Takes the steps of one picture; after the end, the next episode begins.</summary>
    private void Advance()
    {
        if (IsOver)
        {
            world.Reset(world.Seed + 1);
            return;
        }

        int steps = (int)Math.Max(1, Math.Round(world.Env.FramesPerSecond * _speed / MostPictures));
        for (int i = 0; i < steps && !IsOver; i++) Step();
    }

    private void Step()
    {
        if (_isByHand && ByHand is { } action) world.Step(action);
        else world.Step();
    }

    private bool Obey(WatchRequest command)
    {
        switch (command.Do)
        {
            case "play": _isPlaying = true; return true;
            case "pause": _isPlaying = false; return true;
            case "step":
                _isPlaying = false;
                if (IsOver) world.Reset(world.Seed + 1);
                else Step();
                return true;
            case "reset": world.Reset(command.Seed ?? (world.Seed + 1)); return true;
            case "speed": _speed = double.IsFinite(command.Speed) ? Math.Clamp(command.Speed, 0.05, 100) : 1; return false;
            case "player": (_isByHand, _pressed) = (command.ByHand, null); return false;
            case "keys": return Press(command.Action);
            default: return false;
        }
    }

    private bool Press(float[]? action)
    {
        // What is no action of this world is as good as no key.
        _pressed = action is not null && action.Length == world.Action.Length && world.Env.ActionSpace.Contains(action) ? action : null;
        _lastByHand = _pressed ?? _lastByHand;
        if (!_isByHand || !_keys.IsTurnBased || _pressed is null || !_isPlaying || IsOver) return false;
        Step();
        return true;
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
