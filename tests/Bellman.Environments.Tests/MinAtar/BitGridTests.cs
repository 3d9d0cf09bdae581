namespace Bellman.Environments.Tests;

public class BitGridTests
{
    [Fact]
    public void Moves_OfEachCell_GoOneStepOrOffTheGrid()
    {
        for (int row = 0; row < 10; row++)
        {
            for (int column = 0; column < 10; column++)
            {
                var cell = BitGrid.Cell(row, column);
                Assert.Equal(column > 0 ? BitGrid.Cell(row, column - 1) : default, cell.Left());
                Assert.Equal(column < 9 ? BitGrid.Cell(row, column + 1) : default, cell.Right());
                Assert.Equal(row > 0 ? BitGrid.Cell(row - 1, column) : default, cell.Up());
                Assert.Equal(row < 9 ? BitGrid.Cell(row + 1, column) : default, cell.Down());
                Assert.Equal((column == 0, column == 9, row), (cell.TouchesLeft, cell.TouchesRight, cell.LowestRow));
                Assert.True(cell[row, column]);
            }
        }
    }

    [Fact]
    public void Write_OfACell_SetsOneFloatOfItsPlane()
    {
        float[] planes = new float[300];
        for (int cell = 0; cell < 100; cell++)
        {
            Array.Fill(planes, 7);
            BitGrid.Cell(cell / 10, cell % 10).Write(planes, 1);
            Assert.All(planes[..100].Concat(planes[200..]), number => Assert.Equal(7, number));
            Assert.Equal(1, planes[100 + cell]);
            Assert.Equal(1, planes[100..200].Sum());
        }
    }

    [Fact]
    public void Sets_OfCells_AreJoinedAndTakenApart()
    {
        var square = BitGrid.Rectangle(5, 5, 7, 7);
        Assert.Equal(9, square.Count);
        Assert.Equal(7, square.LowestRow);
        Assert.Equal(6, (square - BitGrid.Row(6)).Count);
        Assert.Equal(3, (square & BitGrid.Column(5)).Count);
        Assert.Equal(19, (BitGrid.Row(0) | BitGrid.Column(0)).Count);
        Assert.True(default(BitGrid).IsEmpty);
        Assert.Equal(-1, default(BitGrid).LowestRow);
    }
}
