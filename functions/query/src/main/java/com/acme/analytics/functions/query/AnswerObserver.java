package com.acme.analytics.functions.query;

/** Is told how far an answer has come, from several threads. */
interface AnswerObserver {
  /** Nobody is interested. */
  AnswerObserver NOBODY =
      new AnswerObserver() {
        @Override
        public void planned(int slices) {
          // Nobody is interested.
        }

        @Override
        public void sliceAnswered() {
          // Nobody is interested.
        }
      };

  /** Into how many slices the time is cut. */
  void planned(int slices);

  /** One more of them is done. */
  void sliceAnswered();
}
