import type { errors as english } from '../en/errors.ts'
import type { Translation } from '../translation.ts'

export const errors: Translation<typeof english> = {
  'error.empty.comment': 'Saisissez votre commentaire',
  'error.empty.name': 'Saisissez votre nom',
  'error.empty.email': 'Saisissez votre adresse e-mail',
  'error.empty.requirements': 'Saisissez votre demande',
  'error.empty.answer': 'Saisissez votre réponse',
  'error.too-short.comment': 'Votre commentaire doit compter {least, number} caractères au moins',
  'error.too-long.comment':
    'Votre commentaire doit compter {most, number} caractères au plus ; il en a {length, number}',
  'error.too-long.name':
    'Votre nom doit compter {most, number} caractères au plus ; il en a {length, number}',
  'error.too-long.email':
    'Votre adresse e-mail doit compter {most, number} caractères au plus ; elle en a {length, number}',
  'error.too-long.website':
    'L’adresse de votre site web doit compter {most, number} caractères au plus ; elle en a {length, number}',
  'error.too-long.phone':
    'Votre numéro de téléphone doit compter {most, number} caractères au plus ; il en a {length, number}',
  'error.too-long.organisation':
    'Le nom de votre organisme doit compter {most, number} caractères au plus ; il en a {length, number}',
  'error.too-long.requirements':
    'Votre demande doit compter {most, number} caractères au plus ; elle en a {length, number}',
  'error.too-long.answer':
    'Votre réponse doit compter {most, number} caractères au plus ; elle en a {length, number}',
  'error.email.format': 'Saisissez une adresse e-mail valable, comme nom@example.com',
  'error.email.one': 'Saisissez une seule adresse e-mail',
  'error.email.accented':
    'Saisissez une adresse e-mail qui n’a, avant le @, que des lettres sans accent, des chiffres et des signes',
  'error.email.unseen': 'Saisissez de nouveau votre adresse e-mail : elle contient un caractère invisible',
  'error.website.format': 'Saisissez une adresse de site web valable, comme https://example.com',
  'error.phone.format': 'Saisissez un numéro de téléphone, comme 01 99 00 12 34 ou +33 1 99 00 12 34',
  'error.article-gone': 'Cet article n’est plus ici.',
  'error.request.title': 'Requête non comprise',
  'error.request.unreadable': 'La requête n’a pas pu être lue. Revenez en arrière et réessayez.',
  'error.request.too-long':
    'La requête est trop longue pour être lue. Effacez les cookies de ce site ou utilisez une adresse plus courte.',
  'error.request.too-slow':
    'La requête a mis trop de temps à arriver. Vérifiez votre connexion et réessayez.',
  'faults.title': 'Erreurs',
  'faults.in-file': '{count, plural, one {Une erreur dans ce fichier} other {Des erreurs dans ce fichier}}',
}
