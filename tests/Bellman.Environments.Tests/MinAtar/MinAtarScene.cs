using Bellman.Core;

namespace Bellman.Environments.Tests;

/// <summary>A game without sticky actions, and the planes that it shows.</summary>
internal sealed class MinAtarScene
{
    /// <summary>Options under which an action is always taken.</summary>
    public static readonly MinAtarOptions Firm = new() { MinimalActions = false, StickyActionProbability = 0 };

    private readonly MinAtarGame _game;
    private readonly float[] _planes;

    public MinAtarScene(MinAtarGame game)
    {
        _game = game;
        _planes = new float[game.ObservationSpace.Size];
        game.Reset(_planes, seed: 1);
    }

    /// <summary>Takes a step.</summary>
    public StepResult Step(MinAtarAction action = MinAtarAction.None)
    {
        int index = _game.Actions.ToList().IndexOf(action);
        return _game.Step([index], _planes);
    }

    /// <summary>Takes steps until the episode ends, at most so many; returns how many were taken.</summary>
    public int StepToTheEnd(int most)
    {
        for (int i = 1; i <= most; i++)
        {
            if (Step().Terminated)
                return i;
        }

        return -1;
    }

    /// <summary>The cells that are 1 in a plane, as row and column.</summary>
    public (int Row, int Column)[] Cells(string plane)
    {
        int index = _game.Planes.ToList().IndexOf(plane);
        Assert.True(index >= 0, $"There is no plane '{plane}'.");
        return [.. Enumerable.Range(0, 100).Where(cell => _planes[(index * 100) + cell] == 1).Select(cell => (cell / 10, cell % 10))];
    }

    /// <summary>The only cell that is 1 in a plane.</summary>
    public (int Row, int Column) Cell(string plane) => Assert.Single(Cells(plane));
}
