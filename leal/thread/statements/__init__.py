"""What people said, gathered into statements of what a principle should mean.

Commitments answer statements; a statement knows nothing of commitments.
Anyone may say whether we have got a statement right, without saying who they are.
"""
