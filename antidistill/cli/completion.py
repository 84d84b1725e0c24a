"""`completion`: the script that lets a shell complete commands, options, modes and files."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    \b
    bash:  antidistill completion bash >> ~/.bashrc
    zsh:   antidistill completion zsh >> ~/.zshrc
    fish:  antidistill completion fish > ~/.config/fish/completions/antidistill.fish
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    assert found is not None
    root = ctx.find_root().command
    click.echo(found(root, {}, "antidistill", "_ANTIDISTILL_COMPLETE").source())
