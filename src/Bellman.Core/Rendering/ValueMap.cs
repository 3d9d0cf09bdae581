using System.Globalization;
using System.Numerics;

namespace Bellman.Core;

/// <summary>
/// What an agent has learned about a world that is seen whole in two dimensions: what each state is worth and which action is the best there. Such worlds are those with two
/// bounded numbers as their observation (MountainCar: the picture of the textbooks, value over position and velocity) and grids of cells.
/// The agent is asked about observations, not about states that a world is in, so that nobody says which actions are allowed there: all of them count.
/// </summary>
public sealed class ValueMap
{
    private const int Columns = 72, Rows = 54;
    private const float Top = 58, PanelHeight = 270, PanelWidth = 216, FirstPanel = 48, SecondPanel = 340;
    private static readonly Rgba[] Scale = [Rgba.Of(0x2d1e5f), Rgba.Of(0x30638e), Rgba.Of(0x2a9d8f), Rgba.Of(0x9ad14b), Rgba.Of(0xfde725)];
    private static readonly Rgba[] Actions = [Rgba.Of(0xd1495b), Rgba.Of(0xb8bec9), Rgba.Of(0x30638e), Rgba.Of(0xe9a03b), Rgba.Of(0x2a9d8f), Rgba.Of(0x7b5ea7)];
    private static readonly Rgba Ink = Rgba.Of(0x2b303b), Faint = Rgba.Of(0x6b7280), Blocked = Rgba.Of(0xe3e5ea);

    private readonly Env _world;
    private readonly IGridWorld? _grid;
    private readonly int _columns;
    private readonly int _rows;
    private readonly float[] _values;
    private readonly int[] _actions;

    private ValueMap(Env world, IGridWorld? grid, int columns, int rows)
    {
        (_world, _grid, _columns, _rows) = (world, grid, columns, rows);
        (_values, _actions) = (new float[columns * rows], new int[columns * rows]);
    }

    /// <summary>Asks an agent about every state.</summary>
    /// <param name="agent">An agent with values of actions or of states, and with a finite number of actions.</param>
    /// <param name="world">One of its worlds, with its wrappers.</param>
    /// <returns>The map, or <see langword="null"/> where the world has no two dimensions or the agent knows no values.</returns>
    public static ValueMap? Of(Agent agent, Env world)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(world);
        if (world.ActionSpace is not Discrete actions || agent is not (IActionValues or IStateValue)) return null;
        ValueMap map;
        if (world.Unwrapped is IGridWorld grid && world.ObservationSpace is Discrete { Start: 0 } cells && cells.Count == grid.StateCount)
            map = new ValueMap(world, grid, grid.Map[0].Length, grid.Map.Count);
        else if (world.ObservationSpace is Box { Size: 2 } box && float.IsFinite(box.High[0] - box.Low[0]) && float.IsFinite(box.High[1] - box.Low[1]))
            map = new ValueMap(world, null, Columns, Rows);
        else return null;
        map.Ask(agent, actions);
        return map;
    }

    /// <summary>Draws the map in 600 by 400 units.</summary>
    public void Draw(ICanvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        canvas.Clear(Rgba.White);
        canvas.Text(_world.Spec?.Id ?? _world.Unwrapped.GetType().Name, new Vector2(FirstPanel, 26), 16, Ink);
        (float low, float high) = Range();
        Panel(canvas, FirstPanel, "value", cell => Color(cell, low, high));
        Panel(canvas, SecondPanel, "best action", cell => Stands(cell) ? Actions[_actions[cell] % Actions.Length] : Blocked);
        for (int i = 0; i <= 40; i++) canvas.FillRectangle(FirstPanel + (i * PanelWidth / 41), 368, (PanelWidth / 41) + 0.5f, 8, Shade(i / 40f));
        canvas.Text(low.ToString("G3", CultureInfo.InvariantCulture), new Vector2(FirstPanel, 390), 11, Faint);
        canvas.Text(high.ToString("G3", CultureInfo.InvariantCulture), new Vector2(FirstPanel + PanelWidth, 390), 11, Faint, TextAlign.Right);
        Legend(canvas);
        if (_grid is null) Axes(canvas, (Box)_world.ObservationSpace);
    }

    private void Ask(Agent agent, Discrete actions)
    {
        var scores = new float[actions.Count];
        var player = new GreedyPlayer(agent);
        float[] observation = new float[_world.ObservationSpace.Size], action = new float[1];
        for (int cell = 0; cell < _values.Length; cell++)
        {
            Observe(cell, observation);
            player.Begin();
            player.Act(observation, action);
            _actions[cell] = (int)action[0] - actions.Start;
            agent.BeginGreedyEpisode();
            if (agent is IStateValue critic) _values[cell] = critic.StateValue(observation);
            if (agent is not IActionValues values) continue;
            values.ActionValues(observation, scores);
            _values[cell] = scores.Max();
        }
    }

    /// <summary>The state in the middle of a cell; the second number grows upwards.</summary>
    private void Observe(int cell, float[] observation)
    {
        if (_world.ObservationSpace is not Box box)
        {
            observation[0] = cell;
            return;
        }

        observation[0] = box.Low[0] + ((box.High[0] - box.Low[0]) * ((cell % _columns) + 0.5f) / _columns);
        observation[1] = box.High[1] - ((box.High[1] - box.Low[1]) * ((cell / _columns) + 0.5f) / _rows);
    }

    /// <summary>Whether somebody ever acts there: in a grid, not where an episode ends or nobody comes.</summary>
    private bool Stands(int cell) => _grid is null || _grid.Map[cell / _columns][cell % _columns] is 'S' or 'F';

    private (float Low, float High) Range()
    {
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (int cell = 0; cell < _values.Length; cell++)
        {
            if (Stands(cell)) (low, high) = (Math.Min(low, _values[cell]), Math.Max(high, _values[cell]));
        }

        return (low, high);
    }

    private Rgba Color(int cell, float low, float high) => !Stands(cell) ? Blocked : Shade(high > low ? (_values[cell] - low) / (high - low) : 0.5f);

    private static Rgba Shade(float share)
    {
        float at = Math.Clamp(share, 0, 1) * (Scale.Length - 1);
        int first = Math.Min((int)at, Scale.Length - 2);
        return Rgba.Mix(Scale[first], Scale[first + 1], at - first);
    }

    private void Panel(ICanvas canvas, float left, string title, Func<int, Rgba> color)
    {
        canvas.Text(title, new Vector2(left, Top - 8), 13, Faint);
        float width = PanelWidth / _columns, height = PanelHeight / _rows;
        for (int cell = 0; cell < _values.Length; cell++)
        {
            float x = left + (cell % _columns * width), y = Top + (cell / _columns * height);
            canvas.FillRectangle(x, y, width + (_grid is null ? 0.4f : -1), height + (_grid is null ? 0.4f : -1), color(cell));
            if (_grid is not null) Mark(canvas, cell, left == SecondPanel, new Vector2(x + (width / 2), y + (height / 2)), Math.Min(width, height));
        }
    }

    private void Mark(ICanvas canvas, int cell, bool isPolicy, Vector2 middle, float size)
    {
        if (!Stands(cell))
        {
            canvas.Text([_grid!.Map[cell / _columns][cell % _columns]], middle with { Y = middle.Y + (0.14f * size) }, 0.4f * size, Faint, TextAlign.Center);
            return;
        }

        if (!isPolicy) return;
        (float x, float y) = _grid!.Arrows[_actions[cell]] switch { '<' => (-1f, 0f), '>' => (1f, 0f), 'v' => (0f, 1f), _ => (0f, -1f) };
        float reach = 0.3f * size;
        canvas.Arrow(new Vector2(middle.X - (x * reach), middle.Y - (y * reach)), new Vector2(middle.X + (x * reach), middle.Y + (y * reach)), 0.1f * size, Rgba.White);
    }

    private void Legend(ICanvas canvas)
    {
        int count = Math.Min(Actions.Length, ((Discrete)_world.ActionSpace).Count);
        float width = PanelWidth / Math.Min(count, 3);
        for (int i = 0; i < count; i++)
        {
            float x = SecondPanel + (i % 3 * width), y = 372 + (i / 3 * 16);
            canvas.FillRounded(x, y - 6, 9, 9, 2, Actions[i]);
            string name = i < _world.ActionNames.Count ? _world.ActionNames[i] : i.ToString(CultureInfo.InvariantCulture);
            canvas.Text(name, new Vector2(x + 14, y + 2), 11, Faint);
        }
    }

    private void Axes(ICanvas canvas, Box box)
    {
        foreach (float left in (ReadOnlySpan<float>)[FirstPanel, SecondPanel])
        {
            float bottom = Top + PanelHeight;
            for (int i = 0; i < 2; i++)
            {
                string name = _world.ObservationNames.Count == 2 ? _world.ObservationNames[i] : $"observation {i}";
                string low = box.Low[i].ToString("0.##", CultureInfo.InvariantCulture), high = box.High[i].ToString("0.##", CultureInfo.InvariantCulture);

                // The second axis is written from below upwards.
                canvas.Push(i == 0 ? Affine.Translation(left, bottom + 16) : Affine.Translation(left - 8, bottom).Rotate(-Math.PI / 2));
                float length = i == 0 ? PanelWidth : PanelHeight;
                canvas.Text(low, default, 11, Faint);
                canvas.Text(name, new Vector2(length / 2, 0), 12, Ink, TextAlign.Center);
                canvas.Text(high, new Vector2(length, 0), 11, Faint, TextAlign.Right);
                canvas.Pop();
            }
        }
    }
}
