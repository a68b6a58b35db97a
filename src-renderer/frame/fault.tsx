import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/button.tsx'
import { Notice } from '../parts/notice.tsx'
import css from './frame.module.css'

interface FaultState {
  failed: boolean
}

/** A defect in one page does not take the window down, nor show a stack to anybody. */
export class Fault extends Component<{ children: ReactNode }, FaultState> {
  override state: FaultState = { failed: false }

  static getDerivedStateFromError(): FaultState {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return <FaultNotice onReopen={() => this.setState({ failed: false })} />
  }
}

function FaultNotice({ onReopen }: { onReopen: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className={css.fault}>
      <Notice
        kind="error"
        title={t('broken.title')}
        live
        actions={
          <Button look="main" onClick={onReopen}>
            {t('broken.action')}
          </Button>
        }
      >
        {t('broken.text')}
      </Notice>
    </div>
  )
}
