package io.github.gdprkit.example.chat.command;

import io.github.gdprkit.request.Answer;
import io.github.gdprkit.request.AnswerItem;
import java.io.PrintWriter;

/** Prints what a person has to be told. */
final class Letter {

  private Letter() {}

  static void print(Answer answer, PrintWriter out) {
    out.printf("Tell the person (%s):%n", Texts.code(answer.kind()));
    for (AnswerItem item : answer.items()) {
      out.println();
      item.text().lines().forEach(line -> out.println("  " + PlainText.of(line)));
    }
  }
}
